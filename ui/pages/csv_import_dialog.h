// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/csv_import_model.h"
#include "ui/viewmodels/csv_import_model_rows.h"

#include <QDialog>

class QVBoxLayout;

namespace tunescope::ui {

struct CsvImportParts;

/// The import sheet (ux.md section 5): how a text file is read and what each column is used for, with the
/// lines that do not fit. Modal over its parent; accepted with a spec(), or rejected and nothing has
/// happened.
class CsvImportDialog : public QDialog
{
    Q_OBJECT

public:
    /// Starts to read at once.
    CsvImportDialog(const QString& path, BackgroundRunner inBackground, CsvPreviewer previewer,
                    QWidget* parent);

    [[nodiscard]] CsvImportModel& model() { return m_model; }
    /// What was chosen; valid once accepted.
    [[nodiscard]] const DataSpec& spec() const { return m_spec; }
    /// "median", "mean" or "drop": what to do with empty cells. Not part of the spec but of the settings; a
    /// value of one's own is part of the spec.
    [[nodiscard]] QString missing() const;

    [[nodiscard]] std::int64_t rows() const { return m_model.goodRows(); }

signals:
    void otherFileWanted(); ///< This file cannot be read; the sheet closes.

protected:
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildHead(QVBoxLayout& layout);
    void buildDialect(QVBoxLayout& layout);
    void buildTable(QVBoxLayout& layout);
    void buildSummary(QVBoxLayout& layout);
    void buildFoot(QVBoxLayout& layout);
    void refresh();
    void refreshDialect();
    void refreshSummary();
    void refreshFoot();
    void refreshReading();
    void refreshMissing();
    void connectFolds();
    void spanFolds();
    void goToNextProblem();
    /// The one that was gone to, otherwise the first; null without a problem.
    [[nodiscard]] const PreviewProblem* currentProblem() const;
    [[nodiscard]] QString problemDetail(const PreviewProblem& problem) const;
    void takeOwnDelimiter(const QString& text);
    void treatAsText();
    void acceptWith(BadRows badRows);

    CsvImportModel m_model;
    CsvImportRows m_rows;
    int m_problem = 0; ///< Of m_rows.problems(): the one that the foot is about.
    DataSpec m_spec;
    CsvImportParts* m_parts; ///< A child.
};

} // namespace tunescope::ui
