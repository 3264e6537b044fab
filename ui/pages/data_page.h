// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/data/class_tiles.h"
#include "ui/viewmodels/dataset_model.h"

#include <QWidget>

namespace tunescope::ui {

class CsvImportDialog;
class ProjectController;
struct DataPageParts;

/// What the data are, how they are shared out, and what a network must beat.
class DataPage : public QWidget
{
    Q_OBJECT

public:
    explicit DataPage(DatasetPorts ports, QWidget* parent = nullptr);
    explicit DataPage(ProjectController& controller, QWidget* parent = nullptr);

    [[nodiscard]] DatasetModel& model() { return m_model; }

    // --- What the controller's signals lead to ---
    void refresh();
    void showLoading(const QString& what);
    void showFault(const Error& error);

    void chooseFile();   ///< Asks for a file, then importFile().
    void chooseFolder(); ///< Likewise for a folder.
    void importFile(const QString& path); ///< Opens the import sheet, or at once what is no table.

signals:
    void searchWanted(); ///< "Set the search space".

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum View { Samples, Table, Plane, Loading, Empty };

    void connectParts();
    void showView(View view);
    void offerViews(const DatasetFacts& facts);
    [[nodiscard]] View firstView() const;
    [[nodiscard]] std::vector<ClassTiles::Line> tileLines() const;
    void readTiles(std::vector<std::int64_t> rows);
    [[nodiscard]] QString loadingText() const;
    void cancelLoading();
    void refreshCards();
    void refreshTiles();
    void takeTiles(const QString& fingerprint, const Result<std::vector<RowView>>& rows);
    void refreshSplitBanner();
    void showCheck(const DatasetCheck& check);
    void showRow(std::int64_t row);
    void showRowCard(const RowView& row);
    void acceptImport(const CsvImportDialog& sheet);
    void finishImport();

    DatasetModel m_model;
    DataPageParts* m_parts; ///< The widgets; a child of the page.
};

} // namespace tunescope::ui
