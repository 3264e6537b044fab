// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset_checks.h"

#include "core/base/number_text.h"
#include "core/data/count_text.h"
#include "core/data/duplicate_rows.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

/// "0.28 %": two significant digits of a share.
std::string percentText(double share)
{
    const double percent = 100.0 * share;
    const double unit = percent > 0.0 ? std::pow(10.0, std::floor(std::log10(percent)) - 1.0) : 1.0;
    const double rounded =
        unit < 1.0 ? std::round(percent / unit) / std::round(1.0 / unit) : std::round(percent);
    return numberText(rounded) + " %";
}

/// "pixels 0, 32, 39 and 56" for an image, otherwise the names.
std::string columnList(const std::vector<std::string>& names, const DatasetFacts& facts)
{
    if (!facts.image)
        return listText(names);
    std::vector<std::string> numbers;
    for (const std::string& name : names)
        numbers.push_back(name.substr(name.rfind('_') + 1));
    return (names.size() == 1 ? "pixel " : "pixels ") + listText(numbers);
}

std::vector<std::int64_t> rowsWithMissing(const Dataset& dataset)
{
    std::vector<std::int64_t> rows;
    for (std::int64_t row = 0; row < dataset.rows(); ++row) {
        const auto i = static_cast<std::size_t>(row);
        const bool missing =
            std::any_of(dataset.features.begin(), dataset.features.end(), [i](const Column& column) {
                return column.kind == ColumnKind::Number ? std::isnan(column.numbers[i])
                                                         : column.codes[i] < 0;
            });
        if (missing)
            rows.push_back(row);
    }
    return rows;
}

DatasetCheck checkTargetSpread(const DatasetFacts& facts)
{
    return {.severity = CheckSeverity::Ok,
            .headline = "Target " + facts.target.name + " is a number",
            .detail = "from " + numberText(facts.target.low) + " to " + numberText(facts.target.high),
            .columns = {facts.target.name}};
}

} // namespace

DatasetCheck checkMissing(const Dataset& dataset, const DatasetFacts& facts)
{
    const std::string read =
        countText(facts.rows, "row") + " read, " + groupedText(facts.skippedRows) + " skipped";
    std::int64_t cells = 0;
    std::vector<std::string> names;
    for (const ColumnFacts& column : facts.features) {
        cells += column.missing;
        if (column.missing > 0)
            names.push_back(column.name);
    }
    if (cells == 0)
        return {.severity = CheckSeverity::Ok, .headline = "No missing values", .detail = read};
    return {.severity = CheckSeverity::Info,
            .headline = countText(cells, "missing value"),
            .detail = "in " + listText(names) + "; " + read,
            .rows = rowsWithMissing(dataset),
            .columns = names};
}

DatasetCheck checkBalance(const DatasetFacts& facts)
{
    const auto [smallest, largest] =
        std::minmax_element(facts.classes.begin(), facts.classes.end(),
                            [](const ClassFacts& a, const ClassFacts& b) { return a.rows < b.rows; });
    const std::string sizes =
        "largest " + groupedText(largest->rows) + ", smallest " + groupedText(smallest->rows);
    DatasetCheck check{.detail = sizes, .columns = {facts.target.name}};
    const double ratio =
        static_cast<double>(largest->rows) / static_cast<double>(std::max<std::int64_t>(1, smallest->rows));
    constexpr double kBalanced = 1.5;
    constexpr double kUnbalanced = 3.0;
    if (ratio <= kBalanced) {
        check.headline = "Classes are balanced";
        return check;
    }
    check.severity = ratio <= kUnbalanced ? CheckSeverity::Info : CheckSeverity::Warning;
    check.headline = ratio <= kUnbalanced ? "Classes differ in size" : "Classes are unbalanced";
    check.detail = "largest " + largest->name + " with " + groupedText(largest->rows) + ", smallest " +
                   smallest->name + " with " + groupedText(smallest->rows) +
                   ". Accuracy can flatter, look at F1 too.";
    return check;
}

DatasetCheck checkDuplicates(const DatasetFacts& facts, std::vector<std::int64_t> duplicates)
{
    const std::int64_t compared = facts.rows - facts.parts.excluded;
    if (duplicates.empty()) {
        return {.severity = CheckSeverity::Ok,
                .headline = "No row appears in two parts",
                .detail = "compared " + countText(compared, "row")};
    }
    const std::int64_t count = std::ssize(duplicates);
    return {.severity = CheckSeverity::Warning,
            .headline = countText(count, "row appears", "rows appear") + " in two parts",
            .detail = "Their answers are known from training, so scores look better than they are.",
            .rows = std::move(duplicates)};
}

DatasetCheck checkConstantColumns(const DatasetFacts& facts)
{
    std::vector<std::string> names;
    for (const ColumnFacts& column : facts.features) {
        if (column.constant)
            names.push_back(column.name);
    }
    if (names.empty())
        return {.headline = "Every column changes",
                .detail = countText(std::ssize(facts.features), "column") + " used"};
    return {.severity = CheckSeverity::Info,
            .headline = countText(std::ssize(names), "constant column") + " left out",
            .detail = columnList(names, facts),
            .columns = names};
}

DatasetCheck checkValidationSize(const DatasetFacts& facts)
{
    const auto rows = static_cast<double>(std::max<std::int64_t>(1, facts.parts.validation));
    const std::string one = "One " + (facts.image ? facts.target.name : std::string("row")) + " is ";
    DatasetCheck check{.detail = one + percentText(1.0 / rows) + "."};
    if (facts.task == Task::Regression)
        check.detail = countText(facts.parts.validation, "row") + ".";
    constexpr double kLarge = 1000.0;
    if (rows >= kLarge) {
        check.headline = "Validation set is large enough";
        return check;
    }
    check.severity = CheckSeverity::Warning;
    check.headline = "Validation set is small";
    if (facts.task == Task::Regression) {
        check.detail += " Small differences can be luck.";
        return check;
    }
    // Two standard errors of a share near 95 %, as of an accuracy worth having.
    const double luck = 2.0 * std::sqrt(0.05 * 0.95 / rows);
    check.detail +=
        " Differences under about " + numberText(std::max(1.0, std::round(100.0 * luck))) + " % can be luck.";
    return check;
}

DatasetCheck checkLeaks(const DatasetFacts& facts, const std::vector<LeakColumn>& leaks)
{
    std::vector<std::string> names;
    for (const LeakColumn& leak : leaks)
        names.push_back(leak.name);
    const bool one = names.size() == 1;
    return {.severity = CheckSeverity::Warning,
            .headline = columnList(names, facts) + (one ? " tells " : " tell ") + facts.target.name + (one ? " by itself" : " by themselves"),
            .detail = "Is it known before the answer is? If not, leave it out: with it scores look better than they are.",
            .columns = names};
}

std::vector<DatasetCheck> leakChecks(const Dataset& dataset, const DatasetFacts& facts, const Split& split)
{
    std::vector<DatasetCheck> checks;
    if (const auto leaks = leakColumns(dataset, split); !leaks.empty())
        checks.push_back(checkLeaks(facts, leaks));
    if (auto rows = duplicatesAcrossParts(dataset, split); !rows.empty())
        checks.push_back(checkDuplicates(facts, std::move(rows)));
    return checks;
}

std::vector<DatasetCheck> datasetChecks(const Dataset& dataset, const DatasetFacts& facts, const Split& split)
{
    std::vector<DatasetCheck> checks = {checkMissing(dataset, facts)};
    if (facts.task == Task::Regression)
        checks.push_back(checkTargetSpread(facts));
    else if (!facts.classes.empty())
        checks.push_back(checkBalance(facts));
    checks.push_back(checkDuplicates(facts, duplicatesAcrossParts(dataset, split)));
    if (const auto leaks = leakColumns(dataset, split); !leaks.empty())
        checks.push_back(checkLeaks(facts, leaks));
    if (!dataset.samples)
        checks.push_back(checkConstantColumns(facts));
    checks.push_back(checkValidationSize(facts));
    return checks;
}

} // namespace tunescope
