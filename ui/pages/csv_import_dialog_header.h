// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

#include <map>

class QComboBox;
class QPainter;

namespace tunescope::ui {

class CsvImportModel;

/// Head of the import table: name, what the column is used for, and how its values are spread.
/// The drop-downs are made when their column comes into view, so wide files open at once.
class CsvImportHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit CsvImportHeader(CsvImportModel& model, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    /// The drop-down of a file column (from 0); null until it has been in view.
    [[nodiscard]] QComboBox* roleBox(int column) const;
    /// Values after the model has changed.
    void refresh();

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();
    [[nodiscard]] QComboBox* makeBox(int column);
    void paintHistogram(QPainter& painter, const QRectF& rect, int column) const;

    CsvImportModel& m_model;
    std::map<int, QComboBox*> m_boxes;
};

} // namespace tunescope::ui
