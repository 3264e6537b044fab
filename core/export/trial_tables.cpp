// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/trial_tables.h"

#include "core/export/ranking.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace tunescope {
namespace {

using Row = std::vector<std::string>;

struct Table {
    Row head;
    std::vector<Row> rows;
    std::vector<std::pair<std::string, std::string>> shared;
    std::string caption;
};

/// Four significant digits, independent of the locale.
std::string shortNumber(double value)
{
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 4);
    return {text.data(), end.ptr};
}

std::string shortValue(const ParamValue& value)
{
    const double* number = std::get_if<double>(&value);
    return number ? shortNumber(*number) : paramText(value);
}

/// Names of all settings of the trials, in the order in which they first occur.
Row settingsOfAll(const std::vector<ParamSet>& settings)
{
    Row names;
    for (const ParamSet& params : settings) {
        for (const auto& [name, value] : params) {
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
        }
    }
    return names;
}

std::string cellOf(const ParamSet& params, const std::string& name)
{
    const ParamValue* value = params.find(name);
    return value ? shortValue(*value) : std::string("-");
}

/// Moves settings that are the same in every trial out of the columns.
void addSettings(Table& table, const std::vector<ParamSet>& settings)
{
    for (const std::string& name : settingsOfAll(settings)) {
        Row column;
        for (const ParamSet& params : settings)
            column.push_back(cellOf(params, name));
        const bool same =
            std::all_of(column.begin(), column.end(), [&](const auto& cell) { return cell == column[0]; });
        if (same && settings.size() > 1) {
            table.shared.emplace_back(name, column[0]);
            continue;
        }
        table.head.push_back(name);
        for (std::size_t i = 0; i < column.size(); ++i)
            table.rows[i].push_back(column[i]);
    }
}

Result<Table> tableOf(const StoredStudy& study, const std::vector<int>& trials)
{
    Table table;
    table.head = {"trial", "state", std::string("validation ") + study.config.protocol.metric, "best epoch",
                  "weights"};
    table.caption = std::string("Study ") + study.config.name + ": " + std::to_string(trials.size()) +
                    " of " + std::to_string(study.trials.size()) + " trials, chosen on the validation part.";
    std::vector<ParamSet> settings;
    for (const int number : trials) {
        if (number < 0 || number >= std::ssize(study.trials))
            return fail(ErrorCode::NoSuchTrial, {{"trial", number}});
        const StoredTrial& trial = study.trials[static_cast<std::size_t>(number)];
        table.rows.push_back({std::to_string(number), std::string(trialStateName(trial.state)),
                              trial.outcome.value ? shortNumber(*trial.outcome.value) : "-",
                              std::to_string(trial.outcome.bestEpoch),
                              std::to_string(trial.outcome.weights)});
        settings.push_back(settingsOf(study, trial));
    }
    addSettings(table, settings);
    return table;
}

std::string joined(const Row& cells, std::string_view between)
{
    std::string text;
    for (const std::string& cell : cells) {
        text += text.empty() ? std::string_view() : between;
        text += cell;
    }
    return text;
}

std::string escaped(std::string_view text, std::string_view special)
{
    std::string result;
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos)
            result += '\\';
        result += c;
    }
    return result;
}

std::string markdownCell(std::string_view text)
{
    return escaped(text, "|\\`*_");
}

std::string latexCell(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (c == '\\')
            result += "\\textbackslash{}";
        else if (c == '~' || c == '^')
            result += std::string("\\") + c + "{}";
        else
            result += escaped(std::string_view(&c, 1), "&%$#_{}");
    }
    return result;
}

template <class Escape>
Row each(const Row& cells, Escape escape)
{
    Row result;
    for (const std::string& cell : cells)
        result.push_back(escape(cell));
    return result;
}

template <class Escape>
std::string sharedText(const Table& table, Escape escape)
{
    Row parts;
    for (const auto& [name, value] : table.shared)
        parts.push_back(escape(name) + " " + escape(value));
    return parts.empty() ? std::string() : std::string("The same in all: ") + joined(parts, ", ") + ".";
}

} // namespace

Result<std::string> printMarkdownTable(const StoredStudy& study, const std::vector<int>& trials)
{
    const Result<Table> table = tableOf(study, trials);
    if (!table)
        return fail(table.error());
    std::string text = markdownCell(table->caption) + "\n\n";
    text += std::string("| ") + joined(each(table->head, markdownCell), " | ") + " |\n";
    text += std::string("|") + joined(Row(table->head.size(), " --- "), "|") + "|\n";
    for (const Row& row : table->rows)
        text += std::string("| ") + joined(each(row, markdownCell), " | ") + " |\n";
    const std::string shared = sharedText(*table, markdownCell);
    return shared.empty() ? text : text + "\n" + shared + "\n";
}

Result<std::string> printLatexTable(const StoredStudy& study, const std::vector<int>& trials)
{
    const Result<Table> table = tableOf(study, trials);
    if (!table)
        return fail(table.error());
    std::string text = "% needs \\usepackage{booktabs}\n\\begin{table}\n  \\centering\n  \\caption{" +
                       latexCell(table->caption);
    const std::string shared = sharedText(*table, latexCell);
    text += (shared.empty() ? "" : std::string(" ") + shared) + "}\n";
    text +=
        std::string("  \\begin{tabular}{") + std::string(table->head.size(), 'r') + "}\n    \\toprule\n    ";
    text += joined(each(table->head, latexCell), " & ") + " \\\\\n    \\midrule\n";
    for (const Row& row : table->rows)
        text += std::string("    ") + joined(each(row, latexCell), " & ") + " \\\\\n";
    text += "    \\bottomrule\n  \\end{tabular}\n\\end{table}\n";
    return text;
}

} // namespace tunescope
