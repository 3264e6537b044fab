// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/csv_reader.h"

#include "core/base/number_text.h"
#include "core/data/category_builder.h"
#include "core/data/readers/csv_checks.h"
#include "core/data/readers/csv_plan.h"
#include "core/data/readers/csv_rows.h"
#include "core/data/readers/text_file.h"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

namespace tunescope {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Builds the columns in a second pass, when their kinds are known.
class TableBuilder
{
public:
    TableBuilder(const CsvScan& scan, const ImportPlan& plan, const ImportSettings& settings)
        : m_scan(scan)
        , m_plan(plan)
        , m_badRows(settings.badRows)
        , m_fill(settings.fill.value_or(kNan))
        , m_numbers(scan.columns.size())
        , m_categories(scan.columns.size())
    {
        for (std::size_t i = 0; i < scan.columns.size(); ++i) {
            if (isNumber(i))
                m_numbers[i].reserve(static_cast<std::size_t>(scan.rows));
        }
    }

    void addRow(std::span<const std::string_view> cells)
    {
        if (cells.size() != m_scan.columns.size() || !isUsable(cells)) {
            ++m_skipped;
            return;
        }
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (m_plan.columns[i].role != ColumnRole::Ignore)
                addCell(i, cells[i]);
        }
    }

    Dataset finish()
    {
        Dataset dataset{.task = m_plan.task};
        for (std::size_t i = 0; i < m_scan.columns.size(); ++i) {
            if (m_plan.columns[i].role == ColumnRole::Ignore)
                continue;
            Column column = isNumber(i)
                                ? Column{.name = m_scan.columns[i].name, .numbers = std::move(m_numbers[i])}
                                : m_categories[i].finish(m_scan.columns[i].name);
            if (i == m_plan.target)
                dataset.target = std::move(column);
            else
                dataset.features.push_back(std::move(column));
        }
        dataset.skippedRows = m_skipped;
        return dataset;
    }

private:
    /// Number classes are categories, although their cells must be numbers.
    bool isNumber(std::size_t i) const
    {
        const bool numberClasses = i == m_plan.target && m_plan.task == Task::Classification;
        return m_plan.columns[i].kind == ColumnKind::Number && !numberClasses;
    }

    std::optional<double> number(std::string_view cell) const
    {
        return cellNumber(cell, m_scan.dialect.decimalComma);
    }

    bool isUsable(std::span<const std::string_view> cells) const
    {
        const std::string_view target = cells[m_plan.target];
        if (isMissingMarker(target) || (needsNumbers(m_plan.columns[m_plan.target]) && !number(target)))
            return false;
        return m_badRows == BadRows::TreatAsMissing || !isBadRow(m_scan, m_plan.columns, cells);
    }

    void addCell(std::size_t i, std::string_view cell)
    {
        if (isNumber(i))
            m_numbers[i].push_back(isMissingMarker(cell) ? m_fill : number(cell).value_or(kNan));
        else if (isMissingMarker(cell))
            m_categories[i].addMissing();
        else if (m_plan.columns[i].kind == ColumnKind::Number)
            m_categories[i].add(
                numberText(number(cell).value_or(kNan) + 0.0)); // "1", "1.0" and "01" are one class.
        else
            m_categories[i].add(cell);
    }

    const CsvScan& m_scan;
    const ImportPlan& m_plan;
    BadRows m_badRows;
    double m_fill; ///< For empty cells of number columns; rows without a target never get here.
    std::vector<std::vector<double>> m_numbers;
    std::vector<CategoryBuilder> m_categories;
    std::int64_t m_skipped = 0;
};

Result<void> checkUsable(const Dataset& dataset)
{
    const Column& target = dataset.target;
    TargetFacts facts{.column = target.name, .task = dataset.task, .rows = dataset.rows()};
    if (dataset.task == Task::Classification) {
        facts.distinct = std::ssize(target.categories);
        facts.firstValue = target.categories.empty() ? std::string() : target.categories.front();
    } else if (!target.numbers.empty()) {
        const auto [low, high] = std::minmax_element(target.numbers.begin(), target.numbers.end());
        facts.distinct = *low == *high ? 1 : 2;
        facts.firstValue = numberText(*low);
    }
    return checkTarget(facts);
}

Result<Dataset> importText(const TextFile& file, const ImportSettings& settings, const ReadProgress& progress)
{
    const CsvDialect dialect = detectDialect(file.text, settings);
    const Result<CsvScan> scan = scanCsv(file.text, dialect, partOf(progress, 0.2, 0.6));
    if (!scan)
        return fail(scan.error());
    const Result<ImportPlan> plan = planImport(*scan, settings);
    if (!plan)
        return fail(plan.error());
    if (settings.badRows == BadRows::Refuse) {
        if (std::optional<Error> bad = firstBadRow(*scan, *plan))
            return fail(std::move(*bad));
    }
    TableBuilder builder(*scan, *plan, settings);
    bool header = dialect.header;
    const auto visit = [&](std::int64_t /*line*/, std::span<const std::string_view> cells) {
        if (!std::exchange(header, false))
            builder.addRow(cells);
        return RowDecision::GoOn;
    };
    if (const Result<void> walked =
            forEachCsvRow(file.text, dialect.delimiter, visit, partOf(progress, 0.6, 1.0));
        !walked)
        return fail(walked.error());
    Dataset dataset = builder.finish();
    if (const Result<void> usable = checkUsable(dataset); !usable)
        return fail(usable.error());
    return dataset;
}

} // namespace

Result<Dataset> readCsv(const std::filesystem::path& path, const ImportSettings& settings,
                        const ReadProgress& progress)
{
    const Result<TextFile> file = readTextFile(path, partOf(progress, 0.0, 0.2));
    Result<Dataset> dataset = file ? importText(*file, settings, progress) : fail(file.error());
    if (!dataset)
        return fail(withPath(dataset.error(), path));
    return dataset;
}

} // namespace tunescope
