// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/dataset_model_rows.h"

#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"

#include <algorithm>
#include <limits>

namespace tunescope::ui {
namespace {

constexpr std::size_t kMostWanted = 6; ///< A fast scroll asks for many chunks; only the newest matter.

} // namespace

DatasetRowsModel::DatasetRowsModel(BackgroundRunner inBackground, RowReader readRows, QObject* parent)
    : QAbstractTableModel(parent)
    , m_inBackground(std::move(inBackground))
    , m_readRows(std::move(readRows))
{
}

void DatasetRowsModel::setContent(Content content)
{
    beginResetModel();
    m_content = std::move(content);
    m_filter.reset();
    m_chunks.clear();
    m_order.clear();
    m_wanted.clear();
    m_reading = -1;
    ++m_generation;
    endResetModel();
}

void DatasetRowsModel::setExcluded(std::set<std::int64_t> excluded)
{
    if (excluded == m_content.excluded)
        return;
    m_content.excluded = std::move(excluded);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void DatasetRowsModel::setFilter(std::optional<std::vector<std::int64_t>> rows)
{
    Content content = m_content;
    setContent(std::move(content));
    beginResetModel();
    m_filter = std::move(rows);
    endResetModel();
}

void DatasetRowsModel::readAgain()
{
    if (m_reading >= 0)
        m_wanted.push_front(m_reading);
    m_reading = -1;
    readNext();
}

std::int64_t DatasetRowsModel::rowAt(int tableRow) const
{
    return m_filter ? (*m_filter)[static_cast<std::size_t>(tableRow)] : tableRow;
}

const RowView* DatasetRowsModel::viewAt(int tableRow) const
{
    const auto chunk = m_chunks.find(tableRow / kChunk);
    if (chunk == m_chunks.end())
        return nullptr;
    const auto at = static_cast<std::size_t>(tableRow % kChunk);
    return at < chunk->second.size() ? &chunk->second[at] : nullptr;
}

int DatasetRowsModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    const std::int64_t rows = m_filter ? static_cast<std::int64_t>(m_filter->size()) : m_content.rows;
    return static_cast<int>(std::min<std::int64_t>(rows, std::numeric_limits<int>::max()));
}

int DatasetRowsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kFixedColumns + static_cast<int>(m_content.featureNames.size());
}

QString DatasetRowsModel::cellText(const RowView& row, int column) const
{
    if (column == 1)
        return toQt(row.target);
    const auto at = static_cast<std::size_t>(column - kFixedColumns);
    return at < row.cells.size() ? toQt(row.cells[at]) : QString();
}

/// Class names on the left, everything that is counted or measured on the right; heads as their columns.
QVariant DatasetRowsModel::sideOf(int column) const
{
    const bool left =
        (column == 1 && !m_content.targetIsNumber) || (column >= kFixedColumns && m_content.isText);
    return QVariant((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

QVariant DatasetRowsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::int64_t number = rowAt(index.row());
    const bool excluded = m_content.excluded.contains(number);
    if (role == Qt::ToolTipRole && excluded)
        return tr("Row %1 is left out of training and validation.").arg(wholeText(number + 1));
    if (role == Qt::TextAlignmentRole)
        return sideOf(index.column());
    if (role == Qt::UserRole)
        return excluded;
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == 0)
        return wholeText(number + 1);
    if (const RowView* row = viewAt(index.row()))
        return cellText(*row, index.column());
    want(index.row() / kChunk);
    return QStringLiteral("…");
}

QVariant DatasetRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return sideOf(section);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("row");
    if (section == 1)
        return m_content.targetName;
    return m_content.featureNames.value(section - kFixedColumns);
}

void DatasetRowsModel::want(int chunk) const
{
    if (chunk == m_reading || std::find(m_wanted.begin(), m_wanted.end(), chunk) != m_wanted.end())
        return;
    m_wanted.push_front(chunk);
    if (m_wanted.size() > kMostWanted)
        m_wanted.pop_back();
    // data() is const and may be called while a view paints: reading starts from the event loop.
    QMetaObject::invokeMethod(const_cast<DatasetRowsModel*>(this), &DatasetRowsModel::readNext,
                              Qt::QueuedConnection);
}

void DatasetRowsModel::readNext()
{
    if (m_reading >= 0 || m_wanted.empty())
        return;
    m_reading = m_wanted.front();
    m_wanted.pop_front();
    std::vector<std::int64_t> rows;
    const int first = m_reading * kChunk;
    for (int row = first; row < std::min(first + kChunk, rowCount()); ++row)
        rows.push_back(rowAt(row));
    m_inBackground("data-rows",
                   [this, rows = std::move(rows), data = m_content.data, read = m_readRows, chunk = m_reading,
                    generation = m_generation]() -> std::function<void()> {
                       return [this, generation, chunk, result = read(data, rows)] {
                           take(generation, chunk, result);
                       };
                   });
}

void DatasetRowsModel::take(int generation, int chunk, Result<std::vector<RowView>> rows)
{
    if (generation != m_generation)
        return;
    m_reading = -1;
    if (!rows) {
        m_wanted.clear();
        emit readFailed(rows.error());
        return;
    }
    m_chunks[chunk] = std::move(*rows);
    m_order.push_back(chunk);
    if (static_cast<int>(m_order.size()) > kMostChunks) {
        m_chunks.erase(m_order.front());
        m_order.pop_front();
    }
    const int last = std::min((chunk + 1) * kChunk, rowCount()) - 1;
    if (last >= chunk * kChunk)
        emit dataChanged(index(chunk * kChunk, 0), index(last, columnCount() - 1));
    readNext();
}

} // namespace tunescope::ui
