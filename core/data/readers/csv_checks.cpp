// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/csv_checks.h"

#include "core/data/category_builder.h"
#include "core/data/count_text.h"

namespace tunescope {

Result<void> checkTarget(const TargetFacts& target)
{
    if (target.rows == 0)
        return fail(ErrorCode::TableNoTarget, {{"name", target.column}});
    const bool classes = target.task == Task::Classification;
    if (target.distinct <= 1) {
        return fail(classes ? ErrorCode::TableOneClass : ErrorCode::TableConstantTarget,
                    {{"name", target.column}, {"value", target.firstValue}});
    }
    constexpr std::int64_t kMaxClasses = 1000;
    const bool mostlyAlone =
        target.distinct > std::int64_t{kMaxNumberClasses} && 2 * target.distinct > target.rows;
    if (classes && (target.distinct > kMaxClasses || mostlyAlone))
        return fail(ErrorCode::TableTooManyClasses,
                    {{"name", target.column}, {"count", groupedText(target.distinct)}});
    if (target.rows < kFewestRows)
        return fail(ErrorCode::TableTooFewRows,
                    {{"rows", countText(target.rows, "row")}, {"limit", kFewestRows}});
    return {};
}

bool isBadRow(const CsvScan& scan, std::span<const ColumnPlan> columns,
              std::span<const std::string_view> cells)
{
    if (cells.size() != columns.size())
        return true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        // Only columns that have texts at all need a look at the cell.
        if (needsNumbers(columns[i]) && scan.columns[i].texts > 0 && !isMissingMarker(cells[i]) &&
            !cellNumber(cells[i], scan.dialect.decimalComma))
            return true;
    }
    return false;
}

std::int64_t distinctValues(const ColumnScan& column)
{
    return static_cast<std::int64_t>(column.many ? ColumnScan::kMaxDistinct : column.counts.size());
}

Error withPath(Error error, const std::filesystem::path& path)
{
    if (error.arg("path").empty())
        error.args.emplace_back("path", path.string());
    return error;
}

ReadProgress partOf(const ReadProgress& progress, double from, double to)
{
    if (!progress)
        return {};
    return [&progress, from, to](double share) { return progress(from + (to - from) * share); };
}

} // namespace tunescope
