// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/csv_preview.h"

#include "core/base/number_text.h"
#include "core/data/category_builder.h"
#include "core/data/count_text.h"
#include "core/data/readers/csv_checks.h"
#include "core/data/readers/csv_plan.h"
#include "core/data/readers/csv_rows.h"
#include "core/data/readers/text_file.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace tunescope {
namespace {

constexpr std::size_t kFirstRows = 50;
constexpr std::size_t kProblemRows = 50;
constexpr std::size_t kMaxProblems = 1000;
constexpr std::size_t kBins = 12;
constexpr std::size_t kMaxClasses = 50;

std::vector<double> scaledToHighest(std::vector<double> heights)
{
    const double highest = heights.empty() ? 0.0 : *std::max_element(heights.begin(), heights.end());
    for (double& height : heights)
        height = highest > 0.0 ? height / highest : 0.0;
    return heights;
}

std::vector<double> numberHistogram(const ColumnScan& column)
{
    std::vector<double> heights(kBins, 0.0);
    const double width = column.high - column.low;
    for (const double value : column.sample) {
        const double share = width > 0.0 ? (value - column.low) / width : 0.0;
        ++heights[std::min(kBins - 1, static_cast<std::size_t>(share * kBins))];
    }
    return scaledToHighest(std::move(heights));
}

/// Categories in the order in which they will be numbered, with their counts. Spellings of one number are one
/// class.
std::vector<std::pair<std::string, std::int64_t>> orderedCounts(const ColumnScan& column, ColumnKind kind,
                                                                bool decimalComma)
{
    std::map<std::string, std::int64_t> merged;
    for (const auto& [text, count] : column.counts) {
        const std::optional<double> value =
            kind == ColumnKind::Number ? cellNumber(text, decimalComma) : std::nullopt;
        if (kind == ColumnKind::Category || value)
            merged[value ? numberText(*value + 0.0) : text] += count;
    }
    std::vector<std::string> names;
    for (const auto& [name, count] : merged)
        names.push_back(name);
    sortCategories(names);
    std::vector<std::pair<std::string, std::int64_t>> ordered;
    for (const std::string& name : names)
        ordered.emplace_back(name, merged[name]);
    return ordered;
}

std::vector<double> categoryHistogram(const std::vector<std::pair<std::string, std::int64_t>>& counts)
{
    std::vector<double> heights;
    for (std::size_t i = 0; i < std::min(counts.size(), kBins); ++i)
        heights.push_back(static_cast<double>(counts[i].second));
    return scaledToHighest(std::move(heights));
}

std::string noteText(const ColumnScan& column, const ColumnPlan& plan)
{
    switch (plan.note) {
    case ColumnNote::None:
        return {};
    case ColumnNote::OwnValueEachRow:
        return column.name + (plan.role == ColumnRole::Ignore ? " is left out: every row has its own value."
                                                              : ": every row has its own value.");
    case ColumnNote::TooManyCategories:
        return column.name + (plan.role == ColumnRole::Ignore ? " is left out: it has " : " has ") +
               (column.many ? "more than " : "") + groupedText(distinctValues(column)) + " different texts.";
    case ColumnNote::Constant:
        return column.name + " is left out: it has only one value.";
    case ColumnNote::NoValues:
        return column.name + " is left out: it has no values.";
    }
    return {};
}

PreviewColumn describeColumn(const CsvScan& scan, const ColumnPlan& plan, std::size_t index)
{
    const ColumnScan& column = scan.columns[index];
    PreviewColumn shown{.name = column.name,
                        .kind = plan.kind,
                        .role = plan.role,
                        .missing = column.missing,
                        .missingLines = column.missingLines,
                        .distinct = distinctValues(column),
                        .manyDistinct = column.many,
                        .low = column.low,
                        .high = column.high};
    shown.histogram = plan.kind == ColumnKind::Number
                          ? numberHistogram(column)
                          : categoryHistogram(orderedCounts(column, plan.kind, scan.dialect.decimalComma));
    shown.note = noteText(column, plan);
    return shown;
}

std::vector<PreviewProblem> collectProblems(const CsvScan& scan, const std::vector<ColumnPlan>& columns)
{
    std::vector<PreviewProblem> problems;
    for (const RaggedRow& row : scan.ragged) {
        problems.push_back({.line = row.line,
                            .headline = "Line " + std::to_string(row.line) + " has " +
                                        countText(row.values, "value") + ", the " +
                                        (scan.dialect.header ? "header" : "first line") + " has " +
                                        std::to_string(columns.size()) + "."});
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!needsNumbers(columns[i]))
            continue;
        for (const TextCell& cell : scan.columns[i].textCells) {
            problems.push_back(
                {.line = cell.line,
                 .column = i,
                 .value = cell.value,
                 .headline = "Line " + std::to_string(cell.line) + ": “" + cell.value + "” is not a number.",
                 .detail = scan.columns[i].name + " holds numbers on the other " +
                           countText(scan.columns[i].numbers, "line") + "."});
        }
    }
    std::stable_sort(problems.begin(), problems.end(),
                     [](const PreviewProblem& a, const PreviewProblem& b) { return a.line < b.line; });
    if (problems.size() > kMaxProblems)
        problems.resize(kMaxProblems);
    return problems;
}

PreviewOutcome estimateOutcome(const CsvScan& scan, const ImportPlan& plan)
{
    PreviewOutcome outcome{.task = plan.task};
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        const ColumnPlan& column = plan.columns[i];
        const ColumnScan& values = scan.columns[i];
        const bool changes = values.many || values.counts.size() > 1;
        if (column.role == ColumnRole::Number && changes)
            ++outcome.numberInputs;
        if (column.role == ColumnRole::Category && changes)
            outcome.switches.emplace_back(values.name, distinctValues(values));
    }
    const ColumnScan& target = scan.columns[plan.target];
    outcome.rowsWithoutTarget = target.missing;
    if (plan.task == Task::Classification) {
        outcome.classes = orderedCounts(target, plan.columns[plan.target].kind, scan.dialect.decimalComma);
        if (outcome.classes.size() > kMaxClasses)
            outcome.classes.resize(kMaxClasses);
    }
    return outcome;
}

/// One more pass for the rows that are shown; `badRows` is counted on it too, because one row can have
/// several faults.
Result<void> collectRows(CsvPreview& preview, const TextFile& file, const CsvScan& scan,
                         const std::vector<ColumnPlan>& columns, const ReadProgress& progress)
{
    std::set<std::int64_t> wanted;
    for (const PreviewProblem& problem : preview.problems) {
        if (wanted.size() < kProblemRows)
            wanted.insert(problem.line);
    }
    bool header = scan.dialect.header;
    const auto visit = [&](std::int64_t line, std::span<const std::string_view> cells) {
        if (std::exchange(header, false))
            return RowDecision::GoOn;
        preview.lastLine = line;
        if (isBadRow(scan, columns, cells))
            ++preview.badRows;
        if (preview.firstRows.size() < kFirstRows)
            preview.firstRows.push_back({line, {cells.begin(), cells.end()}});
        else if (wanted.count(line) > 0)
            preview.problemRows.push_back({line, {cells.begin(), cells.end()}});
        return RowDecision::GoOn;
    };
    return forEachCsvRow(file.text, scan.dialect.delimiter, visit, progress);
}

std::optional<Error> findBlocker(const CsvScan& scan, const Result<ImportPlan>& plan, std::int64_t badRows)
{
    if (!plan)
        return plan.error();
    const ColumnScan& target = scan.columns[plan->target];
    TargetFacts facts{
        .column = target.name, .task = plan->task, .rows = scan.rows + scan.raggedRows - badRows};
    facts.rows = std::max<std::int64_t>(0, facts.rows - target.missing);
    if (plan->task == Task::Regression) {
        facts.distinct = target.many ? 2 : distinctValues(target);
        facts.firstValue = numberText(target.low);
    } else {
        const auto classes =
            orderedCounts(target, plan->columns[plan->target].kind, scan.dialect.decimalComma);
        facts.distinct = target.many ? distinctValues(target) : std::ssize(classes);
        facts.firstValue = classes.empty() ? std::string() : classes.front().first;
    }
    const Result<void> usable = checkTarget(facts);
    return usable ? std::nullopt : std::optional<Error>(usable.error());
}

} // namespace

Result<CsvPreview> previewCsv(const std::filesystem::path& path, const ImportSettings& settings,
                              const ReadProgress& progress, const RowsSoFar& rowsSoFar)
{
    const Result<TextFile> file = readTextFile(path, partOf(progress, 0.0, 0.3));
    if (!file)
        return fail(withPath(file.error(), path));
    const CsvDialect dialect = detectDialect(file->text, settings);
    const Result<CsvScan> scan = scanCsv(file->text, dialect, partOf(progress, 0.3, 0.8), rowsSoFar);
    if (!scan)
        return fail(withPath(scan.error(), path));

    CsvPreview preview{.fileName = path.filename().string(),
                       .folder = path.parent_path().string(),
                       .fileBytes = file->fileBytes,
                       .rows = scan->rows + scan->raggedRows};
    preview.dialect = {.delimiter = dialect.delimiter,
                       .decimalComma = dialect.decimalComma,
                       .header = dialect.header,
                       .delimiterDetected = !settings.delimiter,
                       .decimalDetected = !settings.decimalComma,
                       .headerDetected = !settings.header,
                       .encoding = std::string(encodingName(file->encoding))};
    const Result<ImportPlan> plan = planImport(*scan, settings);
    const std::vector<ColumnPlan> columns = plan ? plan->columns : suggestColumns(*scan);
    for (std::size_t i = 0; i < columns.size(); ++i)
        preview.columns.push_back(describeColumn(*scan, columns[i], i));
    preview.problems = collectProblems(*scan, columns);
    if (const Result<void> rows = collectRows(preview, *file, *scan, columns, partOf(progress, 0.8, 1.0));
        !rows)
        return fail(withPath(rows.error(), path));
    if (plan)
        preview.outcome = estimateOutcome(*scan, *plan);
    preview.blocker = findBlocker(*scan, plan, preview.badRows);
    if (preview.blocker)
        preview.blocker = withPath(std::move(*preview.blocker), path);
    return preview;
}

Result<std::vector<PreviewRow>> readCsvLines(const std::filesystem::path& path,
                                             const ImportSettings& settings, std::int64_t first,
                                             std::int64_t last, std::size_t most)
{
    const Result<TextFile> file = readTextFile(path, {});
    if (!file)
        return fail(withPath(file.error(), path));
    std::vector<PreviewRow> rows;
    const auto visit = [&](std::int64_t line, std::span<const std::string_view> cells) {
        if (line > last || rows.size() == most)
            return RowDecision::Stop;
        if (line >= first)
            rows.push_back({line, {cells.begin(), cells.end()}});
        return RowDecision::GoOn;
    };
    const Result<void> walked =
        forEachCsvRow(file->text, detectDialect(file->text, settings).delimiter, visit);
    if (!walked)
        return fail(withPath(walked.error(), path));
    return rows;
}

} // namespace tunescope
