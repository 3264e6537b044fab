// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/dataset_model_ports.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <deque>
#include <map>
#include <optional>
#include <set>

namespace tunescope::ui {

/// The rows of a data set as a table that reads them when they are looked at, in chunks, in the background;
/// a row that is not there yet shows "…". Columns: row number, target, features.
class DatasetRowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int kChunk = 200;      ///< Rows read at once.
    static constexpr int kMostChunks = 120; ///< Kept; 24 000 rows, the oldest go first.
    static constexpr int kFixedColumns = 2;

    DatasetRowsModel(BackgroundRunner inBackground, RowReader readRows, QObject* parent = nullptr);

    struct Content {
        DataSpec data;
        std::int64_t rows = 0;
        QString targetName;
        QStringList featureNames;
        std::set<std::int64_t> excluded;
        bool targetIsNumber = false;
        bool isText = false; ///< The one cell of a row is read from its left.
    };
    void setContent(Content content);
    void setExcluded(std::set<std::int64_t> excluded);
    /// Shows only these rows; nothing = all.
    void setFilter(std::optional<std::vector<std::int64_t>> rows);
    /// Asks again for what was being read: background work is dropped when another project is opened.
    void readAgain();
    [[nodiscard]] bool isFiltered() const { return m_filter.has_value(); }

    [[nodiscard]] std::int64_t rowAt(int tableRow) const;    ///< Data set row.
    [[nodiscard]] const RowView* viewAt(int tableRow) const; ///< Null until it is read.

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void readFailed(const tunescope::Error& error);

private:
    [[nodiscard]] QVariant sideOf(int column) const;
    [[nodiscard]] QString cellText(const RowView& row, int column) const;
    void want(int chunk) const;
    void readNext();
    void take(int generation, int chunk, Result<std::vector<RowView>> rows);

    BackgroundRunner m_inBackground;
    RowReader m_readRows;
    Content m_content;
    std::optional<std::vector<std::int64_t>> m_filter;
    std::map<int, std::vector<RowView>> m_chunks;
    std::deque<int> m_order;          ///< Chunks in the order in which they were read.
    mutable std::deque<int> m_wanted; ///< Chunks that the view has asked for, newest first.
    int m_reading = -1;
    int m_generation = 0; ///< Rises when the content changes; late chunks are dropped.
};

} // namespace tunescope::ui
