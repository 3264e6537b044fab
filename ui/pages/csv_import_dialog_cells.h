// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>
#include <QWidget>

class QTableView;

namespace tunescope::ui {

/// Cells of the import table: a red row for a line that does not fit, a red frame around the cell, orange
/// where nothing stands, dimmed columns that are left out.
class CsvImportCells : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CsvImportCells(QTableView* table);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    QTableView* m_table;
};

/// Dims a window while a sheet lies over it.
class Scrim : public QWidget
{
    Q_OBJECT

public:
    explicit Scrim(QWidget* window);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A small square in the colour of a class.
class ClassSwatch : public QWidget
{
    Q_OBJECT

public:
    explicit ClassSwatch(int index, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_index;
};

} // namespace tunescope::ui
