// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/split_rules.h"

#include "core/base/number_text.h"
#include "core/base/rng.h"
#include "core/data/count_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace tunescope {
namespace {

using RowList = std::vector<std::int64_t>;

/// No repeat has this number, so the test groups have a stream of their own.
constexpr std::uint64_t kRuleTestStream = std::numeric_limits<std::uint64_t>::max();

RowList range(std::int64_t first, std::int64_t last)
{
    RowList rows;
    for (std::int64_t row = std::max<std::int64_t>(first, 0); row < last; ++row)
        rows.push_back(row);
    return rows;
}

/// These rows, a list for every value of a column, each in their order.
std::vector<RowList> groupsOf(const Column& column, const RowList& rows)
{
    std::map<double, RowList> groups;
    for (const std::int64_t row : rows) {
        const auto at = static_cast<std::size_t>(row);
        const double number = column.kind == ColumnKind::Number ? column.numbers[at] : 0.0;
        // Missing values are one group of their own.
        const double key = column.kind == ColumnKind::Category ? column.codes[at] : number;
        groups[std::isnan(key) ? -std::numeric_limits<double>::infinity() : key].push_back(row);
    }
    std::vector<RowList> lists;
    for (auto& [key, list] : groups)
        lists.push_back(std::move(list));
    return lists;
}

/// Moves groups from the end of `groups` until `count` rows are taken, but leaves `kept` groups.
RowList takeGroups(std::vector<RowList>& groups, std::int64_t count, std::size_t kept)
{
    RowList taken;
    while (std::ssize(taken) < count && groups.size() > kept) {
        taken.insert(taken.end(), groups.back().begin(), groups.back().end());
        groups.pop_back();
    }
    std::sort(taken.begin(), taken.end());
    return taken;
}

const Column* findGroup(const Dataset& dataset, const std::string& name)
{
    for (const std::vector<Column>* columns : {&dataset.groups, &dataset.features}) {
        for (const Column& column : *columns) {
            if (column.name == name)
                return &column;
        }
    }
    return nullptr;
}

} // namespace

std::int64_t gapOf(const Dataset& dataset, const SplitConfig& config)
{
    return std::max(config.gap, dataset.rowSpan - 1);
}

Result<RowParts> timeParts(std::int64_t rows, const SplitConfig& config, int fold, std::int64_t gap)
{
    const auto share = [rows](double part) { return std::llround(static_cast<double>(rows) * part); };
    const std::int64_t testStart = rows - share(config.test);
    const bool holdout = config.kind == SplitKind::Holdout;
    const std::int64_t pool = config.test > 0.0 ? testStart - gap : rows;
    const std::int64_t size =
        holdout ? pool - (testStart - share(config.validation)) : pool / (config.folds + 1);
    const std::int64_t start = holdout ? pool - size : pool - (config.folds - fold) * size;
    if (size < 1 || start - gap < 1) {
        return fail(ErrorCode::SplitTimeShort,
                    {{"rows", countText(rows, "row")},
                     {"folds", holdout ? std::int64_t{1} : std::int64_t{config.folds}},
                     {"gap", countText(gap, "row")}});
    }
    return RowParts{range(0, start - gap), range(start, start + size), range(testStart, rows)};
}

std::vector<std::string> groupColumns(const Dataset& dataset)
{
    std::vector<std::string> names;
    for (const std::vector<Column>* columns : {&dataset.groups, &dataset.features}) {
        for (const Column& column : *columns)
            names.push_back(column.name);
    }
    return names;
}

Result<RowParts> groupParts(const Dataset& dataset, const SplitConfig& config, const RowList& pool, int repeat)
{
    const Column* column = findGroup(dataset, config.by);
    if (column == nullptr) {
        const std::vector<std::string> names = groupColumns(dataset);
        const std::string nearest = nearestName(config.by, names);
        std::string hint = "This data set has no columns of groups.";
        if (!nearest.empty())
            hint = "Did you mean “" + nearest + "”?";
        else if (!names.empty())
            hint = "Choose one of " + listText(names) + ".";
        return fail(ErrorCode::SplitGroupUnknown, {{"name", config.by}, {"hint", hint}});
    }
    std::vector<RowList> groups = groupsOf(*column, pool);
    const std::size_t needed = config.test > 0.0 ? 3 : 2;
    if (groups.size() < needed)
        return fail(ErrorCode::SplitFewGroups, {{"name", config.by}, {"groups", std::ssize(groups)}});
    const auto rows = static_cast<double>(pool.size());
    Rng testRng(Purpose::Split, config.seed, {kRuleTestStream});
    testRng.shuffle(std::span<RowList>(groups));
    RowParts parts;
    parts.test = takeGroups(groups, std::llround(rows * config.test), 2);
    Rng rng(Purpose::Split, config.seed, {static_cast<std::uint64_t>(repeat)});
    rng.shuffle(std::span<RowList>(groups));
    parts.validation =
        takeGroups(groups, std::max<std::int64_t>(1, std::llround(rows * config.validation)), 1);
    parts.train = takeGroups(groups, std::ssize(pool), 0);
    return parts;
}

std::vector<std::int64_t> takeWholeGroups(const Dataset& dataset, const SplitConfig& config, std::vector<std::int64_t>& rows,
                                          std::int64_t count, Rng rng)
{
    const Column* column = findGroup(dataset, config.by);
    if (column == nullptr)
        return {};
    std::vector<RowList> groups = groupsOf(*column, rows);
    rng.shuffle(std::span<RowList>(groups));
    RowList taken = takeGroups(groups, std::max<std::int64_t>(1, count), 1);
    rows = takeGroups(groups, std::ssize(rows), 0);
    return taken;
}

} // namespace tunescope
