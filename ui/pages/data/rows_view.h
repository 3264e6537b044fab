// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/dataset_model_rows.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace tunescope::ui {

class DatasetModel;
class FilterChip;

/// The data as a table; a check can narrow it to the rows concerned, its chip widens it again.
class RowsView : public QWidget
{
    Q_OBJECT

public:
    RowsView(DatasetModel& model, QWidget* parent = nullptr);

    void refresh();
    void filter(const QString& words, std::vector<std::int64_t> rows);
    void clearFilter();
    void showColumn(const QString& name);
    [[nodiscard]] DatasetRowsModel& rows() { return m_rows; }
    [[nodiscard]] QTableView& table() { return *m_table; }

signals:
    void rowChosen(const tunescope::RowView& row);

private:
    void choose(const QModelIndex& index);

    DatasetModel& m_model;
    DatasetRowsModel m_rows;
    QTableView* m_table;
    QWidget* m_bar;
    FilterChip* m_chip;
    QLabel* m_count;
    QString m_shownData; ///< Which data the table holds, so that only other data reset it.
};

} // namespace tunescope::ui
