// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/import/import_columns.h"

#include "core/base/number_text.h"
#include "core/data/readers/csv_dialect.h"
#include "core/data/readers/csv_rows.h"
#include "core/metrics/metric_registry.h"
#include "core/training/training_params.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

enum class TableRole { Setting, Value, State, Number, Seed, Note, BestEpoch, LastValue, Seconds, Nothing };

struct TableColumn {
    std::string name;
    TableRole role = TableRole::Nothing;
    std::string setting = {};
};

/// The setting that a column means by its own name, or nothing.
std::string settingOf(const std::string& column)
{
    for (const std::string_view prefix : {"", "param_", "params_", "config.", "config/", "params."}) {
        if (!column.starts_with(prefix))
            continue;
        const std::string name = column.substr(prefix.size());
        if (findTrainingParam(name) != nullptr)
            return name;
    }
    return {};
}

TableRole roleOf(const std::string& column)
{
    constexpr std::pair<std::string_view, TableRole> kNames[] = {
        {"state", TableRole::State},         {"trial", TableRole::Number},
        {"number", TableRole::Number},       {"seed", TableRole::Seed},
        {"note", TableRole::Note},           {"best_epoch", TableRole::BestEpoch},
        {"last_value", TableRole::LastValue}, {"trial_seconds", TableRole::Seconds},
        {"mean_fit_time", TableRole::Seconds},
    };
    for (const auto& [name, role] : kNames) {
        if (column == name)
            return role;
    }
    return TableRole::Nothing;
}

bool isValueName(const std::string& column)
{
    constexpr std::string_view kNames[] = {"value", "mean_test_score", "score", "values_0"};
    return std::find(std::begin(kNames), std::end(kNames), column) != std::end(kNames);
}

/// The metric that a column is named after, also behind "val_", "validation_" and "mean_test_", or nothing.
std::string metricOf(std::string column)
{
    std::transform(column.begin(), column.end(), column.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const std::string_view prefix : {"", "val_", "validation_", "mean_test_"}) {
        if (!column.starts_with(prefix))
            continue;
        const std::string name = column.substr(prefix.size());
        if (const MetricEntry* entry = findMetric(name); entry != nullptr && entry->perEpoch)
            return name;
    }
    return {};
}

/// The column of the value where none was chosen: by its usual names, then the study's metric, then any metric.
std::optional<std::size_t> valueColumn(const std::vector<std::string>& columns, const std::string& metric)
{
    std::optional<std::size_t> any;
    std::optional<std::size_t> own;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (isValueName(columns[i]))
            return i;
        if (!settingOf(columns[i]).empty())
            continue;
        const std::string named = metricOf(columns[i]);
        if (!own && !metric.empty() && (named == metric || columns[i] == metric))
            own = i;
        if (!any && !named.empty())
            any = i;
    }
    return own ? own : any;
}

/// A cell as a parameter's value: whole numbers, numbers, truth values, otherwise text.
ParamValue cellValue(std::string_view cell)
{
    if (cell == "true" || cell == "True")
        return true;
    if (cell == "false" || cell == "False")
        return false;
    if (const auto whole = parseInteger(cell))
        return *whole;
    if (const auto number = parseNumber(cell); number && std::isfinite(*number))
        return *number;
    return std::string(cell);
}

/// Numbers as the setting's own kind: 64.0 units are 64, a rate of 1 is 1.0.
ParamValue settingValue(const std::string& setting, std::string_view cell)
{
    ParamValue value = cellValue(cell);
    const ParamSpec* spec = findTrainingParam(setting);
    const std::optional<double> number = std::holds_alternative<bool>(value) ? std::nullopt : paramNumber(value);
    if (spec == nullptr || !number)
        return value;
    if (std::holds_alternative<FloatRange>(spec->distribution))
        return *number;
    if (std::holds_alternative<IntRange>(spec->distribution) && *number == std::floor(*number))
        return static_cast<std::int64_t>(*number);
    return value;
}

class TableReader
{
public:
    TableReader(const std::string& path, const ImportOptions& options) : m_path(path), m_options(options) {}

    Result<ImportedTrials> read(std::string_view text);

private:
    Result<void> readHeader(std::span<const std::string_view> cells);
    Result<void> readRow(std::int64_t line, std::span<const std::string_view> cells);
    Result<void> readCell(std::int64_t line, const TableColumn& column, std::string_view cell, StoredTrial& trial);
    void settle(StoredTrial& trial, bool hasState);

    std::string m_path;
    const ImportOptions& m_options;
    std::vector<TableColumn> m_columns;
    ImportedTrials m_imported;
};

Result<void> TableReader::readHeader(std::span<const std::string_view> cells)
{
    std::string all;
    const std::vector<std::string> names(cells.begin(), cells.end());
    const std::size_t value = m_options.value.empty() ? valueColumn(names, m_options.metric).value_or(names.size())
                                                      : names.size();
    if (value < names.size() && !isValueName(names[value]))
        m_imported.metric = names[value] == m_options.metric ? m_options.metric : metricOf(names[value]);
    for (const std::string_view cell : cells) {
        TableColumn column{.name = std::string(cell)};
        all.append(all.empty() ? "" : ", ").append(cell);
        const auto chosen = m_options.columns.find(column.name);
        column.setting = chosen != m_options.columns.end() ? chosen->second : settingOf(column.name);
        column.role = column.setting.empty() ? roleOf(column.name) : TableRole::Setting;
        if (m_options.value.empty() ? value == m_columns.size() : column.name == m_options.value)
            column.role = TableRole::Value;
        m_columns.push_back(std::move(column));
    }
    const auto hasRole = [&](TableRole role) {
        return std::any_of(m_columns.begin(), m_columns.end(), [role](const TableColumn& c) { return c.role == role; });
    };
    if (!hasRole(TableRole::Value))
        return fail(ErrorCode::ImportNoValue, {{"path", m_path}, {"columns", all}});
    if (!hasRole(TableRole::Setting))
        return fail(ErrorCode::ImportNoSetting, {{"path", m_path}, {"names", all}});
    for (const TableColumn& column : m_columns) {
        const bool ours = column.name.starts_with("train_") || column.name.starts_with("validation_");
        if (column.role == TableRole::Nothing && !ours)
            m_imported.ignored.push_back(column.name);
    }
    return {};
}

Result<void> TableReader::readCell(std::int64_t line, const TableColumn& column, std::string_view cell,
                                   StoredTrial& trial)
{
    if (column.role == TableRole::Nothing || cell.empty())
        return {};
    if (column.role == TableRole::Setting) {
        trial.start.params.set(column.setting, settingValue(column.setting, cell));
        return {};
    }
    if (column.role == TableRole::State) {
        std::string state(cell);
        std::transform(state.begin(), state.end(), state.begin(), [](unsigned char c) { return std::tolower(c); });
        trial.state = trialStateFromName(state).value_or(state == "fail"       ? TrialState::Failed
                                                         : state == "finished" ? TrialState::Complete
                                                         : state == "crashed"  ? TrialState::Failed
                                                                               : TrialState::Complete);
        return {};
    }
    if (column.role == TableRole::Note) {
        trial.note = cell;
        return {};
    }
    if (column.role == TableRole::Seed) {
        trial.start.seed = parseUnsigned(cell).value_or(0);
        return {};
    }
    const auto number = parseNumber(cell);
    const bool isMissing = cell == "nan" || cell == "NaN" || cell == "null";
    if (!number && !isMissing)
        return fail(ErrorCode::ImportValue,
                    {{"path", m_path}, {"line", line}, {"column", column.name}, {"value", std::string(cell)}});
    if (!number || !std::isfinite(*number))
        return {};
    if (column.role == TableRole::Value)
        trial.outcome.value = *number;
    else if (column.role == TableRole::LastValue)
        trial.outcome.lastValue = *number;
    else if (column.role == TableRole::Seconds)
        trial.outcome.trialSeconds = *number;
    else if (column.role == TableRole::BestEpoch)
        trial.outcome.bestEpoch = static_cast<int>(*number);
    else
        trial.start.number = static_cast<int>(*number);
    return {};
}

void TableReader::settle(StoredTrial& trial, bool hasState)
{
    if (!hasState)
        trial.state = trial.outcome.value ? TrialState::Complete : TrialState::Failed;
    if (trial.state == TrialState::Complete && !trial.outcome.value)
        trial.state = TrialState::Failed;
    if (trial.state != TrialState::Complete)
        trial.outcome.value.reset();
    trial.outcome.state = trial.state;
}

Result<void> TableReader::readRow(std::int64_t line, std::span<const std::string_view> cells)
{
    StoredTrial trial;
    trial.start.number = static_cast<int>(m_imported.trials.size()) + m_imported.unfinished;
    trial.state = TrialState::Complete;
    bool hasState = false;
    for (std::size_t i = 0; i < std::min(cells.size(), m_columns.size()); ++i) {
        hasState = hasState || (m_columns[i].role == TableRole::State && !cells[i].empty());
        if (const auto done = readCell(line, m_columns[i], cells[i], trial); !done)
            return done;
    }
    settle(trial, hasState);
    if (isTold(trial.state))
        m_imported.trials.push_back(std::move(trial));
    else
        ++m_imported.unfinished;
    return {};
}

Result<ImportedTrials> TableReader::read(std::string_view text)
{
    m_imported.path = m_path;
    Result<void> done = {};
    const char delimiter = detectDialect(text, {}).delimiter;
    const Result<void> walked = forEachCsvRow(text, delimiter, [&](std::int64_t line, auto cells) {
        done = m_columns.empty() ? readHeader(cells) : readRow(line, cells);
        return done ? RowDecision::GoOn : RowDecision::Stop;
    });
    if (!walked)
        return fail(walked.error());
    if (!done)
        return fail(done.error());
    if (m_columns.empty())
        return fail(ErrorCode::ImportUnknown, {{"path", m_path}});
    return std::move(m_imported);
}

/// Line ends of Windows and the mark of UTF-8 mean nothing.
std::string plainText(std::string_view bytes)
{
    std::string text(bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes);
    std::erase(text, '\r');
    return text;
}

ImportColumn describedColumn(std::string_view name)
{
    ImportColumn column{.name = std::string(name), .setting = settingOf(std::string(name))};
    if (!column.setting.empty())
        column.meaning = ImportColumn::Meaning::Setting;
    else if (roleOf(column.name) != TableRole::Nothing)
        column.meaning = ImportColumn::Meaning::Known;
    return column;
}

} // namespace

Result<ImportedTrials> readImportedTable(const std::string& path, std::string_view bytes, const ImportOptions& options)
{
    return TableReader(path, options).read(plainText(bytes));
}

Result<std::vector<ImportColumn>> tableColumns(const std::string& path, std::string_view bytes, const std::string& metric)
{
    constexpr std::int64_t kSampleRows = 3;
    const std::string text = plainText(bytes);
    std::vector<ImportColumn> columns;
    std::int64_t rows = 0;
    const auto read = [&](std::int64_t, std::span<const std::string_view> cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (rows == 0)
                columns.push_back(describedColumn(cells[i]));
            else if (i < columns.size())
                columns[i].samples.emplace_back(cells[i]);
        }
        return rows++ < kSampleRows ? RowDecision::GoOn : RowDecision::Stop;
    };
    if (const auto done = forEachCsvRow(text, detectDialect(text, {}).delimiter, read); !done)
        return fail(done.error());
    if (columns.empty())
        return fail(ErrorCode::ImportUnknown, {{"path", path}});
    std::vector<std::string> names;
    for (const ImportColumn& column : columns)
        names.push_back(column.name);
    if (const auto value = valueColumn(names, metric))
        columns[*value] = {.name = columns[*value].name,
                           .meaning = ImportColumn::Meaning::Value,
                           .samples = columns[*value].samples};
    return columns;
}

} // namespace tunescope
