// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/csv_plan.h"

#include "core/base/number_text.h"
#include "core/data/count_text.h"

#include <algorithm>
#include <array>
#include <set>

namespace tunescope {
namespace {

/// Three quarters numbers make a number column with some faults; in a short file more than half do.
bool looksNumeric(const ColumnScan& column)
{
    constexpr std::int64_t kShort = 20;
    if (column.known() < kShort)
        return column.numbers > column.texts || column.known() == 0;
    return 4 * column.numbers >= 3 * column.known();
}

bool hasIdName(const ColumnScan& column)
{
    std::string name = column.name;
    for (char& c : name)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    constexpr std::array<std::string_view, 8> kNames = {"id",  "index",  "no", "nr",
                                                        "row", "number", "#",  "unnamed: 0"};
    constexpr std::array<std::string_view, 6> kEnds = {"_id", " id", "_no", "_nr", "_number", "_index"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
           std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return name.ends_with(end); });
}

/// Numbers: whole ones that count up in the first column, or different ones under a name like "id". Texts:
/// all different.
bool hasOwnValueEachRow(const CsvScan& scan, std::size_t index)
{
    constexpr std::int64_t kFewest = 10;
    const ColumnScan& column = scan.columns[index];
    if (scan.rows < kFewest || column.missing > 0)
        return false;
    const bool different = column.many || static_cast<std::int64_t>(column.counts.size()) == scan.rows;
    if (!looksNumeric(column))
        return !column.many && different;
    const bool countsUp = column.increasing && column.whole && column.texts == 0;
    return (countsUp && index == 0) || (column.whole && different && hasIdName(column));
}

ColumnPlan suggest(const CsvScan& scan, std::size_t index)
{
    const ColumnScan& column = scan.columns[index];
    ColumnPlan plan;
    plan.kind = looksNumeric(column) ? ColumnKind::Number : ColumnKind::Category;
    plan.role = plan.kind == ColumnKind::Number ? ColumnRole::Number : ColumnRole::Category;
    if (column.known() == 0)
        plan.note = ColumnNote::NoValues;
    else if (!column.many && column.counts.size() == 1)
        plan.note = ColumnNote::Constant;
    else if (hasOwnValueEachRow(scan, index))
        plan.note = ColumnNote::OwnValueEachRow;
    else if (plan.kind == ColumnKind::Category && (column.many || column.counts.size() > kMaxCategories))
        plan.note = ColumnNote::TooManyCategories;
    if (plan.note == ColumnNote::OwnValueEachRow || plan.note == ColumnNote::TooManyCategories)
        plan.role = ColumnRole::Ignore;
    return plan;
}

Result<void> checkNames(const CsvScan& scan)
{
    for (std::size_t second = 1; second < scan.columns.size(); ++second) {
        for (std::size_t first = 0; first < second; ++first) {
            if (scan.columns[first].name == scan.columns[second].name) {
                return fail(
                    ErrorCode::TableDuplicateColumn,
                    {{"first", first + 1}, {"second", second + 1}, {"name", scan.columns[first].name}});
            }
        }
    }
    return {};
}

/// By name, otherwise by number from 1.
Result<std::size_t> findColumn(const CsvScan& scan, const std::string& wanted)
{
    std::vector<std::string> names;
    for (const ColumnScan& column : scan.columns)
        names.push_back(column.name);
    if (const auto found = std::find(names.begin(), names.end(), wanted); found != names.end())
        return static_cast<std::size_t>(found - names.begin());
    if (const std::optional<std::int64_t> number = parseInteger(wanted);
        number && *number >= 1 && *number <= std::ssize(names))
        return static_cast<std::size_t>(*number - 1);
    const std::string nearest = nearestName(wanted, names);
    const std::string hint = nearest.empty() ? "" : " Did you mean “" + nearest + "”?";
    return fail(ErrorCode::TableColumnUnknown,
                {{"name", wanted}, {"columns", listText(names)}, {"hint", hint}});
}

Task taskOf(const ColumnScan& column, ColumnKind kind)
{
    if (kind == ColumnKind::Category)
        return Task::Classification;
    const bool few = !column.many && column.counts.size() <= kMaxNumberClasses;
    return few && column.whole ? Task::Classification : Task::Regression;
}

/// Something that a network could learn to tell: no own value in nearly every row, as names, remarks and
/// codes have. A column that never changes may well be meant, and is refused with its name.
bool isLikelyTarget(const CsvScan& scan, const ColumnPlan& plan, std::size_t index)
{
    constexpr std::int64_t kFewestRowsOfClass = 4; // On average.
    const ColumnScan& column = scan.columns[index];
    if (plan.role == ColumnRole::Ignore)
        return false;
    if (plan.kind == ColumnKind::Number)
        return !(column.whole && hasIdName(column));
    const auto distinct = static_cast<std::int64_t>(column.counts.size());
    const bool mostlyAlone = distinct > static_cast<std::int64_t>(kMaxNumberClasses) &&
                             kFewestRowsOfClass * distinct > column.known();
    return !mostlyAlone && !hasIdName(column);
}

std::size_t guessTarget(const CsvScan& scan, const std::vector<ColumnPlan>& columns)
{
    const auto last = [&](const auto& fits) -> std::optional<std::size_t> {
        for (std::size_t i = columns.size(); i > 0; --i) {
            if (fits(i - 1))
                return i - 1;
        }
        return std::nullopt;
    };
    const auto likely = [&](std::size_t i) { return isLikelyTarget(scan, columns[i], i); };
    if (const auto text =
            last([&](std::size_t i) { return likely(i) && columns[i].kind == ColumnKind::Category; }))
        return *text;
    if (const auto number = last(likely))
        return *number;
    return last([&](std::size_t i) { return columns[i].role != ColumnRole::Ignore; })
        .value_or(columns.size() - 1);
}

Result<std::optional<std::size_t>> applyRoles(ImportPlan& plan, const CsvScan& scan,
                                              const ImportSettings& settings)
{
    std::optional<std::size_t> target;
    for (const auto& [name, role] : settings.roles) {
        const Result<std::size_t> index = findColumn(scan, name);
        if (!index)
            return fail(index.error());
        ColumnPlan& column = plan.columns[*index];
        column.role = role;
        if (role == ColumnRole::Number)
            column.kind = ColumnKind::Number;
        if (role == ColumnRole::Category)
            column.kind = ColumnKind::Category;
        if (role == ColumnRole::Target)
            target = *index;
    }
    if (settings.target) {
        const Result<std::size_t> index = findColumn(scan, *settings.target);
        if (!index)
            return fail(index.error());
        target = *index;
    }
    return target;
}

bool isFeature(const ColumnPlan& column)
{
    return column.role == ColumnRole::Number || column.role == ColumnRole::Category;
}

/// A table of a counter and a target is better learned from the counter than not at all.
void reviveCounters(ImportPlan& plan, const ImportSettings& settings)
{
    if (std::any_of(plan.columns.begin(), plan.columns.end(), &isFeature) || !settings.roles.empty())
        return;
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        if (i != plan.target && plan.columns[i].kind == ColumnKind::Number)
            plan.columns[i].role = ColumnRole::Number;
    }
}

} // namespace

std::vector<ColumnPlan> suggestColumns(const CsvScan& scan)
{
    std::vector<ColumnPlan> plans;
    for (std::size_t i = 0; i < scan.columns.size(); ++i)
        plans.push_back(suggest(scan, i));
    return plans;
}

Result<ImportPlan> planImport(const CsvScan& scan, const ImportSettings& settings)
{
    if (const Result<void> names = checkNames(scan); !names)
        return fail(names.error());
    ImportPlan plan{.columns = suggestColumns(scan)};
    const Result<std::optional<std::size_t>> wanted = applyRoles(plan, scan, settings);
    if (!wanted)
        return fail(wanted.error());
    plan.target = *wanted ? **wanted : guessTarget(scan, plan.columns);
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        ColumnPlan& column = plan.columns[i];
        if (column.role == ColumnRole::Target && i != plan.target)
            column.role = column.kind == ColumnKind::Number ? ColumnRole::Number : ColumnRole::Category;
    }
    ColumnPlan& target = plan.columns[plan.target];
    target.role = ColumnRole::Target;
    plan.task = taskOf(scan.columns[plan.target], target.kind);
    reviveCounters(plan, settings);
    if (std::none_of(plan.columns.begin(), plan.columns.end(), &isFeature))
        return fail(ErrorCode::TableNoFeatures, {{"name", scan.columns[plan.target].name}});
    return plan;
}

bool needsNumbers(const ColumnPlan& column)
{
    return column.role != ColumnRole::Ignore && column.kind == ColumnKind::Number;
}

Error raggedError(const CsvScan& scan, const RaggedRow& row)
{
    return {ErrorCode::TableRagged,
            {{"line", row.line},
             {"values", countText(row.values, "value")},
             {"reference", scan.dialect.header ? "header" : "first line"},
             {"expected", scan.columns.size()}}};
}

Error badNumberError(const CsvScan& scan, std::size_t column, const TextCell& cell)
{
    return {ErrorCode::TableBadNumber,
            {{"line", cell.line},
             {"value", cell.value},
             {"column", column + 1},
             {"name", scan.columns[column].name},
             {"others", countText(scan.columns[column].numbers, "line")}}};
}

std::optional<Error> firstBadRow(const CsvScan& scan, const ImportPlan& plan)
{
    std::optional<Error> first;
    std::int64_t firstLine = 0;
    if (!scan.ragged.empty()) {
        first = raggedError(scan, scan.ragged.front());
        firstLine = scan.ragged.front().line;
    }
    for (std::size_t i = 0; i < scan.columns.size(); ++i) {
        if (!needsNumbers(plan.columns[i]) || scan.columns[i].textCells.empty())
            continue;
        const TextCell& cell = scan.columns[i].textCells.front();
        if (!first || cell.line < firstLine) {
            first = badNumberError(scan, i, cell);
            firstLine = cell.line;
        }
    }
    return first;
}

} // namespace tunescope
