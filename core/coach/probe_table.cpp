// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/coach/data_probe.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

/// At most kMostProbeRows rows of training and validation, evenly spaced.
std::vector<ProjectedRow> chosenRows(const DatasetFacts& facts)
{
    const std::vector<ProjectedRow>& all = facts.projection.rows;
    std::vector<ProjectedRow> rows;
    const std::size_t count = std::min(all.size(), kMostProbeRows);
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back(all[i * all.size() / count]);
    return rows;
}

float codeOf(const ColumnFacts& column, const std::string& cell)
{
    const auto found = std::find(column.categories.begin(), column.categories.end(), cell);
    return found == column.categories.end() ? -1.0F : static_cast<float>(found - column.categories.begin());
}

std::vector<float> cellsOf(const RowView& view, const DatasetFacts& facts)
{
    std::vector<float> row;
    for (std::size_t i = 0; i < std::min(view.cells.size(), facts.features.size()); ++i) {
        const ColumnFacts& column = facts.features[i];
        if (column.kind == ColumnKind::Number)
            row.push_back(static_cast<float>(
                parseNumber(view.cells[i]).value_or(std::numeric_limits<double>::quiet_NaN())));
        else
            row.push_back(codeOf(column, view.cells[i]));
    }
    return row;
}

} // namespace

Result<ProbeTable> probeTable(const DataSpec& data, const DatasetFacts& facts)
{
    ProbeTable table{.task = facts.task, .classes = static_cast<int>(facts.classes.size())};
    const bool comparable = facts.task == Task::Classification || facts.task == Task::Regression;
    const std::vector<ProjectedRow> rows = chosenRows(facts);
    if (!comparable || rows.empty())
        return table;
    std::vector<std::int64_t> numbers;
    for (const ProjectedRow& row : rows)
        numbers.push_back(row.row);
    const auto views = StudyService::readRows(data, numbers);
    if (!views)
        return fail(views.error());
    const bool isTable = !facts.features.empty() && !facts.image;
    for (const ColumnFacts& column : facts.features) {
        if (!isTable)
            break;
        table.columns.push_back(column.name);
        table.categorical.push_back(column.kind != ColumnKind::Number);
    }
    for (std::size_t i = 0; i < std::min(rows.size(), views->size()); ++i) {
        const RowView& view = (*views)[i];
        std::vector<float> row = isTable                ? cellsOf(view, facts)
                                 : !view.pixels.empty() ? view.pixels
                                                        : view.values;
        if (row.empty() || (!table.rows.empty() && row.size() != table.rows.front().size()))
            continue;
        table.rows.push_back(std::move(row));
        table.targets.push_back(table.classes > 0 ? rows[i].classIndex : rows[i].value);
    }
    return table;
}

} // namespace tunescope
