// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/optuna/optuna_storage.h"

#include "core/export/export_file.h"
#include "core/export/optuna/optuna_schema.h"
#include "core/storage/database.h"
#include "core/storage/json_writer.h"
#include "core/storage/study_spec_json.h"
#include "core/study/objectives.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>

namespace tunescope {
namespace {

namespace fs = std::filesystem;

template <class Write>
std::string jsonOf(Write write)
{
    JsonWriter json;
    write(json);
    return json.take();
}

/// {"name": ..., "attributes": {...}}
template <class WriteAttributes>
std::string namedDistribution(std::string_view name, WriteAttributes attributes)
{
    return jsonOf([&](JsonWriter& json) {
        json.beginObject();
        json.textField("name", name);
        json.key("attributes");
        json.beginObject();
        attributes(json);
        json.endObject();
        json.endObject();
    });
}

std::string textJson(std::string_view text)
{
    return jsonOf([&](JsonWriter& json) { json.text(text); });
}

/// "2026-11-24 06:19:10.123456", UTC, as SQLAlchemy writes a moment.
std::string momentText(double secondsSince1970)
{
    const auto whole = static_cast<std::time_t>(std::floor(secondsSince1970));
    const int micro = static_cast<int>((secondsSince1970 - std::floor(secondsSince1970)) * 1e6);
    std::tm parts{};
    gmtime_r(&whole, &parts);
    std::array<char, 40> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &parts);
    std::snprintf(text.data() + length, text.size() - length, ".%06d", micro);
    return text.data();
}

std::string floatDistribution(const FloatRange& range)
{
    return namedDistribution("FloatDistribution", [&](JsonWriter& json) {
        json.numberField("step", range.step);
        json.numberField("low", range.low);
        json.numberField("high", range.high);
        json.booleanField("log", range.scale == Scale::Log);
    });
}

std::string intDistribution(const IntRange& range)
{
    // Optuna wants the range to be a whole number of steps.
    const std::int64_t step = range.scale == Scale::Log ? 1 : range.step;
    return namedDistribution("IntDistribution", [&](JsonWriter& json) {
        json.booleanField("log", range.scale == Scale::Log);
        json.integerField("step", step);
        json.integerField("low", range.low);
        json.integerField("high", range.high - (range.high - range.low) % step);
    });
}

std::string choiceDistribution(const ChoiceSet& set)
{
    return namedDistribution("CategoricalDistribution", [&](JsonWriter& json) {
        json.key("choices");
        json.beginArray();
        for (const ParamValue& choice : set.choices)
            json.param(choice);
        json.endArray();
    });
}

std::string distributionText(const Distribution& distribution)
{
    if (const auto* floats = std::get_if<FloatRange>(&distribution))
        return floatDistribution(*floats);
    if (const auto* ints = std::get_if<IntRange>(&distribution))
        return intDistribution(*ints);
    return choiceDistribution(std::get<ChoiceSet>(distribution));
}

/// How Optuna keeps a value: numbers as they are, choices by their index.
std::optional<double> storedValue(const Distribution& distribution, const ParamValue& value)
{
    if (!std::holds_alternative<ChoiceSet>(distribution))
        return paramNumber(value);
    const std::optional<std::uint64_t> index = valueIndex(distribution, value);
    return index ? std::optional(static_cast<double>(*index)) : std::nullopt;
}

/// A setting that is not in the stage's space (made by hand, imported): a choice of one.
Distribution distributionOf(const StoredStudy& study, const TrialStart& start, const std::string& name,
                            const ParamValue& value)
{
    const auto stage = static_cast<std::size_t>(start.stage);
    const ParamSpec* spec = stage < study.stages.size() ? study.stages[stage].config.space.find(name) : nullptr;
    const bool fits = spec != nullptr && storedValue(spec->distribution, value).has_value() &&
                      (std::holds_alternative<ChoiceSet>(spec->distribution) ||
                       positionOf(spec->distribution, value).has_value());
    return fits ? spec->distribution : Distribution(ChoiceSet{{value}});
}

std::string_view stateName(TrialState state)
{
    switch (state) {
    case TrialState::Queued:
        return "WAITING";
    case TrialState::Running:
    case TrialState::Paused:
        return "RUNNING";
    case TrialState::Complete:
        return "COMPLETE";
    case TrialState::Pruned:
        return "PRUNED";
    case TrialState::Diverged:
    case TrialState::Failed:
    case TrialState::Cancelled:
        break;
    }
    return "FAIL";
}

std::string_view valueType(double value)
{
    if (std::isfinite(value))
        return "FINITE";
    if (std::isnan(value))
        return "NAN";
    return value > 0.0 ? "INF_POS" : "INF_NEG";
}

std::optional<double> finite(double value)
{
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// Fills an empty database; the first error stops everything after it.
class OptunaWriter
{
public:
    OptunaWriter(Database& database, const StoredStudy& study) : m_database(database), m_study(study) {}

    Result<void> write();

private:
    template <class... Args>
    void insert(std::string_view sql, const Args&... args);
    void attribute(std::string_view table, std::int64_t owner, std::string_view key, const std::string& json);
    void writeStudy();
    void writeTrial(const StoredTrial& trial);
    void writeParams(const StoredTrial& trial, std::int64_t id);
    void writeValues(const StoredTrial& trial, std::int64_t id);
    void writeAttributes(const StoredTrial& trial, std::int64_t id);

    Database& m_database;
    const StoredStudy& m_study;
    Result<void> m_done = {};
};

template <class... Args>
void OptunaWriter::insert(std::string_view sql, const Args&... args)
{
    if (!m_done)
        return;
    Result<Statement> statement = m_database.prepare(sql);
    m_done = statement ? statement->run(args...) : Result<void>(fail(statement.error()));
}

void OptunaWriter::attribute(std::string_view table, std::int64_t owner, std::string_view key, const std::string& json)
{
    insert("INSERT INTO " + std::string(table) + " VALUES (NULL, ?, ?, ?)", owner,
           std::string(kOptunaAttribute) + std::string(key), json);
}

void OptunaWriter::writeStudy()
{
    insert("INSERT INTO studies VALUES (1, ?)", m_study.config.name);
    int number = 0;
    for (const ObjectiveSpec& objective : objectivesOf(m_study.config.protocol)) {
        insert("INSERT INTO study_directions VALUES (NULL, ?, 1, ?)",
               objective.direction == Direction::Maximize ? "MAXIMIZE" : "MINIMIZE", number);
        ++number;
    }
    constexpr std::string_view kTable = "study_user_attributes";
    StudyConfig config = m_study.config;
    config.lag = m_study.lag;
    config.stage = m_study.stages.back().config;
    attribute(kTable, 1, "spec", printStudySpec(config, JsonLayout::Compact));
    attribute(kTable, 1, "data", textJson(m_study.facts.dataName));
    attribute(kTable, 1, "data_sha256", textJson(m_study.facts.dataSha256));
    attribute(kTable, 1, "split_sha256", textJson(m_study.facts.splitSha256));
    attribute(kTable, 1, "version", textJson(m_study.appVersion));
}

void OptunaWriter::writeParams(const StoredTrial& trial, std::int64_t id)
{
    for (const auto& [name, value] : trial.start.params) {
        const Distribution distribution = distributionOf(m_study, trial.start, name, value);
        insert("INSERT INTO trial_params VALUES (NULL, ?, ?, ?, ?)", id, name,
               storedValue(distribution, value).value_or(0.0), distributionText(distribution));
    }
}

void OptunaWriter::writeValues(const StoredTrial& trial, std::int64_t id)
{
    const std::size_t metric = m_study.facts.studyMetric;
    std::optional<double> last;
    for (const EpochRecord& record : trial.epochs) {
        if (record.repeat != 0 || record.fold != 0 || record.epoch < 1)
            continue;
        const PartValues& values = record.validation;
        last = metric < values.metrics.size() ? values.metrics[metric] : values.loss;
        insert("INSERT INTO trial_intermediate_values VALUES (NULL, ?, ?, ?, ?)", id, record.epoch, finite(*last),
               valueType(*last));
    }
    std::vector<double> values = trial.outcome.values;
    if (values.empty() && trial.state == TrialState::Complete && trial.outcome.value)
        values = {*trial.outcome.value};
    if (trial.state == TrialState::Pruned && last && m_study.config.protocol.further.empty())
        values = {*last};
    for (std::size_t i = 0; i < values.size(); ++i)
        insert("INSERT INTO trial_values VALUES (NULL, ?, ?, ?, ?)", id, static_cast<std::int64_t>(i),
               finite(values[i]), valueType(values[i]));
}

void OptunaWriter::writeAttributes(const StoredTrial& trial, std::int64_t id)
{
    const auto number = [](double value) { return jsonOf([&](JsonWriter& json) { json.number(value); }); };
    const auto integer = [](std::int64_t value) { return std::to_string(value); };
    const TrialOutcome& outcome = trial.outcome;
    const std::pair<std::string_view, std::string> all[] = {
        {"state", textJson(trialStateName(trial.state))},
        {"reason", textJson(outcome.reason.text)},
        {"reason_kind", textJson(outcome.reason.kind)},
        {"origin", textJson(originText(trial.start.origin))},
        {"seed", std::to_string(trial.start.seed)},
        {"stage", integer(trial.start.stage)},
        {"best_epoch", integer(outcome.bestEpoch)},
        {"last_value", outcome.lastValue ? number(*outcome.lastValue) : "null"},
        {"weights", integer(outcome.weights)},
        {"flops", integer(outcome.flops)},
        {"trial_seconds", number(outcome.trialSeconds)},
        {"note", textJson(trial.note)},
        {"deleted", trial.deleted ? "true" : "false"},
    };
    for (const auto& [key, json] : all)
        attribute("trial_user_attributes", id, key, json);
}

void OptunaWriter::writeTrial(const StoredTrial& trial)
{
    const std::int64_t id = trial.start.number + 1;
    const bool began = trial.startedAt > 0.0 && trial.state != TrialState::Queued;
    const auto begin = began ? std::optional(momentText(trial.startedAt)) : std::nullopt;
    const auto end = began && isTold(trial.state)
                         ? std::optional(momentText(trial.startedAt + trial.outcome.trialSeconds))
                         : std::nullopt;
    insert("INSERT INTO trials VALUES (?, ?, 1, ?, ?, ?)", id, trial.start.number, stateName(trial.state), begin, end);
    writeParams(trial, id);
    writeValues(trial, id);
    writeAttributes(trial, id);
}

Result<void> OptunaWriter::write()
{
    m_done = m_database.execute("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; BEGIN");
    if (m_done)
        m_done = m_database.execute(kOptunaTables);
    writeStudy();
    for (const StoredTrial& trial : m_study.trials)
        writeTrial(trial);
    return m_done ? m_database.execute("COMMIT") : m_done;
}

/// A name in the folder for temporary files that nobody else has; the file is removed in the end.
class TemporaryFile
{
public:
    TemporaryFile()
    {
        static std::atomic<int> count{0};
        std::error_code error;
        const fs::path folder = fs::temp_directory_path(error);
        m_path = (folder / ("tunescope-" + std::to_string(getpid()) + "-" + std::to_string(++count) + ".db")).string();
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile()
    {
        std::error_code error;
        fs::remove(m_path, error);
    }
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

} // namespace

Result<std::string> printOptunaStorage(const StoredStudy& study)
{
    const TemporaryFile file;
    {
        const auto database = Database::open(file.path(), OpenMode::Create);
        if (!database)
            return fail(database.error());
        if (const auto written = OptunaWriter(**database, study).write(); !written)
            return fail(written.error());
    }
    return readFile(file.path());
}

} // namespace tunescope
