// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/leak_columns.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace tunescope {
namespace {

constexpr std::size_t kFewestLeakRows = 20;
constexpr double kShareThere = 0.9;
constexpr double kRowsAValue = 4.0;
constexpr double kStraight = 0.99999;

/// A value of the column and the answer that goes with it.
using ValueAndAnswer = std::pair<double, double>;

std::vector<std::size_t> knownRows(const Split& split)
{
    std::vector<std::size_t> rows;
    for (const std::vector<std::int64_t>* part : {&split.train, &split.stopping, &split.validation}) {
        for (const std::int64_t row : *part)
            rows.push_back(static_cast<std::size_t>(row));
    }
    return rows;
}

std::optional<double> cellOf(const Column& column, std::size_t row)
{
    if (column.kind == ColumnKind::Number)
        return std::isnan(column.numbers[row]) ? std::nullopt : std::optional(column.numbers[row]);
    return column.codes[row] < 0 ? std::nullopt : std::optional(static_cast<double>(column.codes[row]));
}

/// Sorted by value; empty where too many are missing.
std::vector<ValueAndAnswer> pairsOf(const Column& column, const Column& target, const std::vector<std::size_t>& rows)
{
    std::vector<ValueAndAnswer> pairs;
    for (const std::size_t row : rows) {
        const auto value = cellOf(column, row);
        const auto answer = cellOf(target, row);
        if (value && answer)
            pairs.emplace_back(*value, *answer);
    }
    if (pairs.size() < kFewestLeakRows || static_cast<double>(pairs.size()) < kShareThere * static_cast<double>(rows.size()))
        return {};
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

bool determines(const std::vector<ValueAndAnswer>& pairs)
{
    std::size_t values = 1;
    for (std::size_t i = 1; i < pairs.size(); ++i) {
        const bool sameValue = pairs[i].first == pairs[i - 1].first;
        if (sameValue && pairs[i].second != pairs[i - 1].second)
            return false;
        values += sameValue ? 0U : 1U;
    }
    return values > 1 && static_cast<double>(pairs.size()) >= kRowsAValue * static_cast<double>(values);
}

/// Each class is one piece of the sorted values, and no value is in two pieces.
bool separates(const std::vector<ValueAndAnswer>& pairs)
{
    std::set<double> finished;
    for (std::size_t i = 1; i < pairs.size(); ++i) {
        if (pairs[i].second == pairs[i - 1].second)
            continue;
        finished.insert(pairs[i - 1].second);
        if (pairs[i].first == pairs[i - 1].first || finished.contains(pairs[i].second))
            return false;
    }
    return !finished.empty();
}

bool isStraightLine(const std::vector<ValueAndAnswer>& pairs)
{
    double meanX = 0.0;
    double meanY = 0.0;
    const auto count = static_cast<double>(pairs.size());
    for (const auto& [x, y] : pairs) {
        meanX += x / count;
        meanY += y / count;
    }
    double xx = 0.0;
    double yy = 0.0;
    double xy = 0.0;
    for (const auto& [x, y] : pairs) {
        xx += (x - meanX) * (x - meanX);
        yy += (y - meanY) * (y - meanY);
        xy += (x - meanX) * (y - meanY);
    }
    return xx > 0.0 && yy > 0.0 && std::abs(xy) > kStraight * std::sqrt(xx) * std::sqrt(yy);
}

std::optional<LeakKind> leakOf(const Column& column, const Dataset& dataset, const std::vector<std::size_t>& rows)
{
    const std::vector<ValueAndAnswer> pairs = pairsOf(column, dataset.target, rows);
    if (pairs.empty() || std::all_of(pairs.begin(), pairs.end(), [&](const ValueAndAnswer& pair) { return pair.second == pairs.front().second; }))
        return std::nullopt;
    if (determines(pairs))
        return LeakKind::Determines;
    if (column.kind != ColumnKind::Number)
        return std::nullopt;
    if (dataset.task == Task::Regression)
        return isStraightLine(pairs) ? std::optional(LeakKind::Linear) : std::nullopt;
    return separates(pairs) ? std::optional(LeakKind::Separates) : std::nullopt;
}

} // namespace

std::vector<LeakColumn> leakColumns(const Dataset& dataset, const Split& split)
{
    std::vector<LeakColumn> leaks;
    if (dataset.samples || (!dataset.hasClasses() && dataset.task != Task::Regression))
        return leaks;
    const std::vector<std::size_t> rows = knownRows(split);
    for (const Column& column : dataset.features) {
        if (const auto kind = leakOf(column, dataset, rows))
            leaks.push_back({column.name, *kind});
    }
    return leaks;
}

} // namespace tunescope
