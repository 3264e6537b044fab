// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/import/import_columns.h"

#include "core/base/number_text.h"
#include "core/export/optuna/optuna_schema.h"
#include "core/storage/database.h"
#include "core/storage/json_reader.h"
#include "core/storage/study_spec_json.h"
#include "core/storage/trial_loader.h"

#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

/// A value of a distribution as it is written in JSON, or nothing if it is not understood.
std::optional<ParamValue> valueOf(double stored, const std::string& distribution)
{
    const Result<Json> json = parseJson(distribution);
    if (!json || !json->is_object() || !json->contains("name") || !(*json)["name"].is_string())
        return std::nullopt;
    const std::string name = (*json)["name"];
    // The names before version 3 too: UniformDistribution, LogUniformDistribution, IntUniformDistribution, ...
    if (name.starts_with("Int"))
        return ParamValue(static_cast<std::int64_t>(std::llround(stored)));
    if (name != "CategoricalDistribution")
        return ParamValue(stored);
    if (!json->contains("attributes") || !(*json)["attributes"].contains("choices"))
        return std::nullopt;
    const Json& choices = (*json)["attributes"]["choices"];
    const auto index = static_cast<std::size_t>(std::max(std::llround(stored), 0LL));
    return choices.is_array() && index < choices.size() ? toParamValue(choices[index]) : std::nullopt;
}

double jsonNumber(const Json& object, const char* key, double usual)
{
    return object.contains(key) && object[key].is_number() ? object[key].get<double>() : usual;
}

/// What a parameter can be, or nothing if the description is not understood. The names before version 3 too:
/// UniformDistribution, LogUniformDistribution, DiscreteUniformDistribution (its step is q), IntLogUniformDistribution.
std::optional<Distribution> distributionOf(const std::string& text)
{
    const Result<Json> json = parseJson(text);
    if (!json || !json->is_object() || !json->contains("name") || !(*json)["name"].is_string() || !json->contains("attributes") ||
        !(*json)["attributes"].is_object())
        return std::nullopt;
    const std::string name = (*json)["name"];
    const Json& attributes = (*json)["attributes"];
    if (name == "CategoricalDistribution") {
        ChoiceSet set;
        if (!attributes.contains("choices") || !attributes["choices"].is_array())
            return std::nullopt;
        for (const Json& choice : attributes["choices"]) {
            auto value = toParamValue(choice);
            if (!value)
                return std::nullopt;
            set.choices.push_back(std::move(*value));
        }
        return set;
    }
    const bool log = name.find("Log") != std::string::npos ||
                     (attributes.contains("log") && attributes["log"].is_boolean() && attributes["log"].get<bool>());
    const double low = jsonNumber(attributes, "low", 0.0), high = jsonNumber(attributes, "high", 0.0);
    const double step = jsonNumber(attributes, "step", jsonNumber(attributes, "q", 0.0));
    if (name.starts_with("Int"))
        return IntRange{.low = std::llround(low), .high = std::llround(high), .scale = log ? Scale::Log : Scale::Linear,
                        .step = log ? 1 : std::max(1LL, std::llround(step))};
    return FloatRange{.low = low, .high = high, .scale = log ? Scale::Log : Scale::Linear,
                      .step = step > 0.0 && !log ? std::optional(step) : std::nullopt};
}

double typedValue(const Statement& row, int value, int type)
{
    const std::string name = row.text(type);
    if (name == "INF_POS")
        return std::numeric_limits<double>::infinity();
    if (name == "INF_NEG")
        return -std::numeric_limits<double>::infinity();
    return name == "NAN" ? kNoNumber : row.number(value);
}

/// "2026-11-24 06:19:10.123456" as seconds since 1970, or 0.
double secondsOf(const std::string& moment)
{
    std::tm parts{};
    const char* rest = strptime(moment.c_str(), "%Y-%m-%d %H:%M:%S", &parts);
    if (rest == nullptr)
        return 0.0;
    return static_cast<double>(timegm(&parts)) + parseNumber("0" + std::string(rest)).value_or(0.0);
}

/// Reads one study of a storage.
class OptunaReader
{
public:
    OptunaReader(Database& database, const std::string& path) : m_database(database), m_path(path) {}

    Result<ImportedTrials> read(const ImportOptions& options);

private:
    Result<void> eachRow(const std::string& sql, const std::function<void(const Statement&)>& read);
    Result<void> checkVersion();
    Result<std::int64_t> chooseStudy(const std::string& name);
    Result<void> readStudyAttributes(std::int64_t study);
    Result<void> readTrials(std::int64_t study);
    Result<void> readParts(const ImportOptions& options);
    void readAttribute(StoredTrial& trial, const std::string& key, const std::string& json);
    void settle(StoredTrial& trial);
    void readDistribution(const std::string& name, const std::string& text);
    StoredTrial* trialOf(const Statement& row);

    Database& m_database;
    std::string m_path;
    ImportedTrials m_imported;
    std::map<std::int64_t, std::size_t> m_places; ///< Index in m_imported.trials by trial_id.
    std::map<std::string, std::string> m_descriptions; ///< Of parameters.
};

Result<void> OptunaReader::eachRow(const std::string& sql, const std::function<void(const Statement&)>& read)
{
    std::vector<Error> damaged;
    const Result<void> done = forEachRow(m_database, sql, damaged, read);
    if (!done)
        return done;
    return damaged.empty() ? Result<void>() : fail(damaged.front());
}

Result<void> OptunaReader::checkVersion()
{
    const Result<std::string> version = m_database.query("SELECT schema_version FROM version_info");
    if (!version)
        return fail(ErrorCode::ImportUnknown, {{"path", m_path}});
    if (*version != std::to_string(kOptunaSchema))
        return fail(ErrorCode::ImportOptunaVersion,
                    {{"path", m_path}, {"version", version->empty() ? "none" : *version}, {"known", kOptunaSchema}});
    return {};
}

Result<std::int64_t> OptunaReader::chooseStudy(const std::string& name)
{
    std::vector<std::pair<std::int64_t, std::string>> studies;
    if (const auto done = eachRow("SELECT study_id, study_name FROM studies ORDER BY study_id",
                                  [&](const Statement& row) { studies.emplace_back(row.integer(0), row.text(1)); });
        !done)
        return fail(done.error());
    std::string names;
    for (const auto& [id, known] : studies) {
        if (known == name || (name.empty() && studies.size() == 1))
            return id;
        names.append(names.empty() ? "" : ", ").append(known);
    }
    return fail(ErrorCode::ImportOptunaStudy, {{"path", m_path}, {"names", names.empty() ? "none is there" : names}});
}

Result<void> OptunaReader::readStudyAttributes(std::int64_t study)
{
    const std::string where = " WHERE study_id = " + std::to_string(study);
    return eachRow("SELECT key, value_json FROM study_user_attributes" + where, [&](const Statement& row) {
        const std::string key = row.text(0);
        if (key == "tunescope:spec") {
            if (const auto config = parseStudySpec(row.text(1))) {
                m_imported.config = *config;
                m_imported.metric = config->protocol.metric;
                m_imported.metricNames = {m_imported.metric};
            }
            return;
        }
        const Result<Json> json = key.starts_with(kOptunaAttribute) ? parseJson(row.text(1)) : Result<Json>(Json());
        if (!json || !json->is_string())
            return;
        const std::string text = *json;
        if (key == "tunescope:data_sha256")
            m_imported.dataSha256 = text;
        else if (key == "tunescope:split_sha256")
            m_imported.splitSha256 = text;
    });
}

StoredTrial* OptunaReader::trialOf(const Statement& row)
{
    const auto place = m_places.find(row.integer(0));
    return place == m_places.end() ? nullptr : &m_imported.trials[place->second];
}

Result<void> OptunaReader::readTrials(std::int64_t study)
{
    const Result<void> done = eachRow(
        "SELECT trial_id, number, state, datetime_start, datetime_complete FROM trials WHERE study_id = " +
            std::to_string(study) + " ORDER BY number",
        [&](const Statement& row) {
            const std::string state = row.text(2);
            if (state == "RUNNING" || state == "WAITING") {
                ++m_imported.unfinished;
                return;
            }
            StoredTrial trial;
            trial.start.number = static_cast<int>(row.integer(1));
            trial.state = state == "COMPLETE" ? TrialState::Complete
                          : state == "PRUNED" ? TrialState::Pruned
                                              : TrialState::Failed;
            trial.startedAt = secondsOf(row.text(3));
            const double end = secondsOf(row.text(4));
            trial.outcome.trialSeconds = trial.startedAt > 0.0 && end > 0.0 ? end - trial.startedAt : 0.0;
            m_places.emplace(row.integer(0), m_imported.trials.size());
            m_imported.trials.push_back(std::move(trial));
        });
    return done;
}

void OptunaReader::readAttribute(StoredTrial& trial, const std::string& key, const std::string& text)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return;
    TrialOutcome& outcome = trial.outcome;
    if (json->is_string()) {
        const std::string value = *json;
        if (key == "state")
            trial.state = trialStateFromName(value).value_or(trial.state);
        else if (key == "reason")
            outcome.reason.text = value;
        else if (key == "reason_kind")
            outcome.reason.kind = value;
        else if (key == "note")
            trial.note = value;
    } else if (key == "seed" && json->is_number_unsigned()) {
        trial.start.seed = *json;
    } else if (json->is_number()) {
        if (key == "best_epoch")
            outcome.bestEpoch = static_cast<int>(json->get<double>());
        else if (key == "last_value")
            outcome.lastValue = json->get<double>();
        else if (key == "weights")
            outcome.weights = static_cast<std::int64_t>(json->get<double>());
        else if (key == "flops")
            outcome.flops = static_cast<std::int64_t>(json->get<double>());
        else if (key == "trial_seconds")
            outcome.trialSeconds = json->get<double>();
    } else if (key == "deleted" && json->is_boolean()) {
        trial.deleted = json->get<bool>();
    }
}

/// The last description of a parameter counts.
void OptunaReader::readDistribution(const std::string& name, const std::string& text)
{
    if (m_descriptions[name] == text)
        return;
    m_descriptions[name] = text;
    std::erase_if(m_imported.params, [&](const ParamSpec& spec) { return spec.name == name; });
    if (auto distribution = distributionOf(text))
        m_imported.params.push_back({.name = name, .distribution = std::move(*distribution)});
}

Result<void> OptunaReader::readParts(const ImportOptions& options)
{
    Result<void> done = eachRow(
        "SELECT trial_id, param_name, param_value, distribution_json FROM trial_params ORDER BY trial_id, param_id",
        [&](const Statement& row) {
            StoredTrial* trial = trialOf(row);
            const auto value = trial ? valueOf(row.number(2), row.text(3)) : std::nullopt;
            const auto meant = options.columns.find(row.text(1));
            const std::string name = meant == options.columns.end() ? row.text(1) : meant->second;
            if (!value || name.empty())
                return;
            readDistribution(name, row.text(3));
            trial->start.params.set(name, *value);
        });
    if (done)
        done = eachRow("SELECT trial_id, value, value_type FROM trial_values WHERE objective = 0", [&](const Statement& row) {
            StoredTrial* trial = trialOf(row);
            const double value = trial ? typedValue(row, 1, 2) : kNoNumber;
            if (trial && std::isfinite(value) && trial->state == TrialState::Complete)
                trial->outcome.value = value;
        });
    if (done)
        done = eachRow("SELECT trial_id, step, intermediate_value, intermediate_value_type FROM "
                       "trial_intermediate_values ORDER BY trial_id, step",
                       [&](const Statement& row) {
                           if (StoredTrial* trial = trialOf(row))
                               trial->epochs.push_back({.trial = trial->start.number,
                                                        .epoch = static_cast<int>(row.integer(1)),
                                                        .validation = {kNoNumber, {typedValue(row, 2, 3)}},
                                                        .confusion = {}});
                       });
    if (done)
        done = eachRow("SELECT trial_id, key, value_json FROM trial_user_attributes", [&](const Statement& row) {
            const std::string key = row.text(1);
            StoredTrial* trial = key.starts_with(kOptunaAttribute) ? trialOf(row) : nullptr;
            if (trial)
                readAttribute(*trial, key.substr(kOptunaAttribute.size()), row.text(2));
        });
    return done;
}

void OptunaReader::settle(StoredTrial& trial)
{
    TrialOutcome& outcome = trial.outcome;
    if (trial.state == TrialState::Complete && !outcome.value)
        trial.state = TrialState::Failed;
    outcome.state = trial.state;
    if (outcome.bestEpoch == 0 && trial.state == TrialState::Complete && !trial.epochs.empty())
        outcome.bestEpoch = trial.epochs.back().epoch;
    if (!outcome.lastValue && !trial.epochs.empty()) {
        const double last = trial.epochs.back().validation.metrics.front();
        if (std::isfinite(last))
            outcome.lastValue = last;
    }
}

Result<ImportedTrials> OptunaReader::read(const ImportOptions& options)
{
    if (const auto known = checkVersion(); !known)
        return fail(known.error());
    const Result<std::int64_t> study = chooseStudy(options.study);
    if (!study)
        return fail(study.error());
    m_imported.path = m_path;
    m_imported.metricNames = {""}; // Of unknown name; importTrials() takes it for the study's own metric.
    Result<void> done = eachRow("SELECT direction FROM study_directions WHERE objective = 0 AND study_id = " + std::to_string(*study),
                                [&](const Statement& row) {
                                    m_imported.direction = row.text(0) == "MAXIMIZE" ? Direction::Maximize : Direction::Minimize;
                                });
    if (done)
        done = readStudyAttributes(*study);
    if (done)
        done = readTrials(*study);
    if (done)
        done = readParts(options);
    if (!done)
        return fail(done.error());
    for (StoredTrial& trial : m_imported.trials)
        settle(trial);
    return std::move(m_imported);
}

} // namespace

Result<ImportedTrials> readImportedOptuna(const std::string& path, const ImportOptions& options)
{
    const auto database = Database::open(path, OpenMode::ReadOnly);
    if (!database)
        return fail(database.error());
    return OptunaReader(**database, path).read(options);
}

Result<std::vector<std::string>> optunaStudies(const std::string& path)
{
    const auto database = Database::open(path, OpenMode::ReadOnly);
    if (!database)
        return fail(database.error());
    std::vector<std::string> names;
    std::vector<Error> damaged;
    const auto done = forEachRow(**database, "SELECT study_name FROM studies ORDER BY study_id", damaged,
                                 [&](const Statement& row) { names.push_back(row.text(0)); });
    if (!done)
        return fail(done.error());
    return names;
}

} // namespace tunescope
