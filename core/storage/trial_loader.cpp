// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/trial_loader.h"

#include "core/base/number_text.h"
#include "core/storage/stored_json.h"
#include "core/storage/json_reader.h"
#include "core/storage/layers_blob.h"
#include "core/storage/study_schema.h"
#include "core/study/objectives.h"
#include "core/storage/trust_stored_json.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <set>
#include <tuple>
#include <utility>

namespace tunescope {
namespace {

/// Collects the trials of one file; a trial with a damaged row becomes a warning.
class TrialLoader
{
public:
    TrialLoader(Database& database, StoredStudy& study) : m_database(database), m_study(study) {}

    Result<void> load();

private:
    void readTrial(const Statement& row);
    void readOutcome(const Statement& row, TrialOutcome& outcome);
    void readParam(const Statement& row);
    void readRun(const Statement& row);
    void readEpoch(const Statement& row);
    void readLayers(const Statement& row);
    void readCheckpoint(const Statement& row);
    StoredTrial* trialOf(const Statement& row);
    void damaged(std::int64_t trial, std::string_view detail);
    void lost(std::int64_t trial, std::string_view detail);
    void dropDamaged();

    Database& m_database;
    StoredStudy& m_study;
    std::set<std::int64_t> m_damaged;
    std::set<std::int64_t> m_lost; ///< Damaged in what the trial began with, so that it cannot be run again.
};

void TrialLoader::damaged(std::int64_t trial, std::string_view detail)
{
    if (m_damaged.insert(trial).second)
        m_study.warnings.push_back({ErrorCode::StudyRowDamaged, {{"trial", trial}, {"detail", detail}}});
}

StoredTrial* TrialLoader::trialOf(const Statement& row)
{
    const std::int64_t number = row.integer(0);
    const bool exists = number >= 0 && number < std::ssize(m_study.trials);
    return exists ? &m_study.trials[static_cast<std::size_t>(number)] : nullptr;
}

void TrialLoader::readTrial(const Statement& row)
{
    constexpr std::int64_t kMostTrials = 50'000'000;
    const std::int64_t number = row.integer(0);
    const auto state = trialStateFromName(row.text(2));
    const auto seed = parseUnsigned(row.text(3));
    const auto origin = originFromText(row.text(4));
    const std::int64_t stage = row.integer(1);
    if (number < 0 || number > kMostTrials)
        return damaged(number, "its number");
    while (std::ssize(m_study.trials) <= number) {
        const auto missing = static_cast<int>(m_study.trials.size());
        m_study.trials.emplace_back().start.number = missing;
        if (missing < number)
            lost(missing, "it is missing");
    }
    if (!seed || !origin || stage < 0 || stage >= std::ssize(m_study.stages))
        return lost(number, !seed ? "its seed" : !origin ? "its origin" : "its stage");
    StoredTrial& trial = m_study.trials.back();
    trial.start.stage = static_cast<int>(stage);
    trial.start.seed = *seed;
    trial.start.origin = *origin;
    if (!state)
        return damaged(number, "its state");
    trial.state = *state;
    trial.startedAt = row.number(5);
    trial.deleted = row.integer(6) != 0;
    trial.outcome.state = *state;
    trial.looks = static_cast<int>(row.integer(18));
    readOutcome(row, trial.outcome);
}

void TrialLoader::readOutcome(const Statement& row, TrialOutcome& outcome)
{
    outcome.reason = {.kind = row.text(7),
                      .text = row.text(8),
                      .epoch = static_cast<int>(row.integer(9)),
                      .step = row.integer(10)};
    if (!row.isNull(11)) {
        const Result<PruneReason> prune = parsePruneReason(row.text(11));
        if (!prune)
            return damaged(row.integer(0), "its reason");
        outcome.reason.prune = *prune;
    }
    outcome.value = row.optionalNumber(12);
    outcome.lastValue = row.optionalNumber(13);
    outcome.bestEpoch = static_cast<int>(row.integer(14));
    outcome.weights = row.integer(15);
    outcome.trialSeconds = row.isNull(16) ? 0.0 : row.number(16);
    outcome.flops = row.integer(17);
}

void TrialLoader::readParam(const Statement& row)
{
    StoredTrial* trial = trialOf(row);
    if (trial == nullptr)
        return;
    const Result<Json> json = parseJson(row.text(2));
    std::optional<ParamValue> value = json ? toParamValue(*json) : std::nullopt;
    if (!value)
        return lost(row.integer(0), "the value of " + row.text(1));
    trial->start.params.set(row.text(1), std::move(*value));
}

void TrialLoader::readRun(const Statement& row)
{
    if (StoredTrial* trial = trialOf(row))
        trial->outcome.runs.push_back({.repeat = static_cast<int>(row.integer(1)),
                                       .fold = static_cast<int>(row.integer(2)),
                                       .value = row.optionalNumber(3),
                                       .lastValue = row.optionalNumber(4),
                                       .bestEpoch = static_cast<int>(row.integer(5)),
                                       .epochs = static_cast<int>(row.integer(6)),
                                       .gap = row.number(7)});
}

void TrialLoader::readEpoch(const Statement& row)
{
    StoredTrial* trial = trialOf(row);
    if (trial == nullptr)
        return;
    const bool hasTrain = row.integer(4) != 0;
    const std::size_t metrics = m_study.facts.metricNames.size();
    const std::span<const std::byte> bytes = row.bytes(7);
    if (bytes.size() != (hasTrain ? 2 : 1) * metrics * sizeof(double))
        return damaged(row.integer(0), "an epoch's metrics");
    EpochRecord& record = trial->epochs.emplace_back();
    record.trial = trial->start.number;
    record.repeat = static_cast<int>(row.integer(1));
    record.fold = static_cast<int>(row.integer(2));
    record.epoch = static_cast<int>(row.integer(3));
    const auto copyMetrics = [&](PartValues& part, std::size_t first) {
        part.metrics.resize(metrics);
        if (metrics > 0)
            std::memcpy(part.metrics.data(), bytes.data() + first * sizeof(double), metrics * sizeof(double));
    };
    if (hasTrain) {
        record.train.emplace().loss = row.number(5);
        copyMetrics(*record.train, 0);
    }
    record.validation.loss = row.number(6);
    copyMetrics(record.validation, hasTrain ? metrics : 0);
    record.learningRate = row.number(8);
    record.gradientNorm = row.number(9);
    record.epochSeconds = row.number(10);
    if (row.isNull(11))
        return;
    const std::span<const std::byte> part = row.bytes(11);
    if (part.size() != (1 + metrics) * sizeof(double))
        return damaged(row.integer(0), "an epoch's stopping part");
    PartValues& values = record.stopping.emplace();
    values.metrics.resize(metrics);
    std::memcpy(&values.loss, part.data(), sizeof(double));
    if (metrics > 0)
        std::memcpy(values.metrics.data(), part.data() + sizeof(double), metrics * sizeof(double));
}

/// Only of the best epochs; StudyStore::layerReports() reads the others.
void TrialLoader::readLayers(const Statement& row)
{
    StoredTrial* trial = trialOf(row);
    if (trial == nullptr)
        return;
    auto layers = unpackLayers(row.bytes(4), row.text(5));
    if (!layers)
        return damaged(row.integer(0), "its layer reports");
    const auto key = std::tuple(row.integer(1), row.integer(2), row.integer(3));
    const auto isEpoch = [&](const EpochRecord& record) {
        return std::tuple<std::int64_t, std::int64_t, std::int64_t>(record.repeat, record.fold,
                                                                    record.epoch) == key;
    };
    const auto epoch = std::find_if(trial->epochs.begin(), trial->epochs.end(), isEpoch);
    if (epoch != trial->epochs.end())
        epoch->layers = std::move(*layers);
}

void TrialLoader::readCheckpoint(const Statement& row)
{
    StoredTrial* trial = trialOf(row);
    if (trial == nullptr || isTold(trial->state))
        return;
    Result<std::vector<RunResult>> runs = parseRunResults(row.text(5));
    if (!runs)
        return damaged(row.integer(0), "its checkpoint");
    const std::span<const std::byte> bytes = row.bytes(4);
    trial->checkpoint = TrialCheckpoint{.repeat = static_cast<int>(row.integer(1)),
                                        .fold = static_cast<int>(row.integer(2)),
                                        .epoch = static_cast<int>(row.integer(3)),
                                        .bytes = std::vector<std::byte>(bytes.begin(), bytes.end()),
                                        .finishedRuns = std::move(*runs)};
}

void TrialLoader::lost(std::int64_t trial, std::string_view detail)
{
    damaged(trial, detail);
    m_lost.insert(trial);
}

/// A damaged trial becomes one that has not run, which gives the same numbers again. Where even its settings
/// are lost it stays as a failed one, because a study has no holes.
void TrialLoader::dropDamaged()
{
    for (const std::int64_t number : m_damaged) {
        if (number < 0 || number >= std::ssize(m_study.trials))
            continue;
        StoredTrial& trial = m_study.trials[static_cast<std::size_t>(number)];
        trial = StoredTrial{.start = trial.start, .state = TrialState::Queued, .outcome = {}};
        if (!m_lost.contains(number))
            continue;
        trial.state = TrialState::Failed;
        trial.outcome.state = TrialState::Failed;
        trial.outcome.reason = {.kind = "failed", .text = "Its record in the file is damaged."};
    }
}

Result<void> TrialLoader::load()
{
    const Result<int> version = studySchemaVersion(m_database);
    if (!version)
        return fail(version.error());
    const std::string flops = *version >= kLayersSince ? "flops" : "0";
    const std::string looks = *version >= kTrustSince ? "looks" : "0";
    const std::string stopping = *version >= kTrustSince ? "stopping" : "NULL";
    std::vector<std::pair<std::string, std::function<void(const Statement&)>>> tables{
        {"SELECT number, stage, state, seed, origin, started_at, deleted, reason_kind, reason_text, "
         "reason_epoch, reason_step, "
         "prune, value, last_value, best_epoch, weights, trial_seconds, " +
             flops + ", " + looks + " FROM trial ORDER BY number",
         [this](const Statement& row) { readTrial(row); }},
        {"SELECT trial, name, value FROM trial_param ORDER BY trial, position",
         [this](const Statement& row) { readParam(row); }},
        {"SELECT trial, repeat, fold, value, last_value, best_epoch, epochs, gap FROM run ORDER BY trial, "
         "repeat, fold",
         [this](const Statement& row) { readRun(row); }},
        {"SELECT trial, repeat, fold, epoch, has_train, train_loss, validation_loss, metrics, learning_rate, "
         "gradient_norm, "
         "epoch_seconds, " + stopping + " FROM epoch_report ORDER BY trial, repeat, fold, epoch",
         [this](const Statement& row) { readEpoch(row); }},
        {"SELECT trial, repeat, fold, epoch, bytes, finished_runs FROM checkpoint",
         [this](const Statement& row) { readCheckpoint(row); }},
        {"SELECT trial, text FROM note",
         [this](const Statement& row) {
             if (StoredTrial* trial = trialOf(row))
                 trial->note = row.text(1);
         }},
    };
    if (*version >= kLayersSince) {
        tables.emplace_back("SELECT l.trial, l.repeat, l.fold, l.epoch, l.layers, n.names FROM run AS r "
                            "JOIN layer_report AS l ON (l.trial, l.repeat, l.fold, l.epoch) = "
                            "(r.trial, r.repeat, r.fold, r.best_epoch) "
                            "JOIN layer_name AS n ON n.trial = l.trial",
                            [this](const Statement& row) { readLayers(row); });
        if (*version >= kTrustSince)
            tables.emplace_back("SELECT trial, segments FROM segment", [this](const Statement& row) {
                StoredTrial* trial = trialOf(row);
                auto segments = parseSegments(row.text(1));
                if (trial != nullptr && !segments)
                    return lost(row.integer(0), "what it was forked from");
                if (trial != nullptr)
                    trial->start.segments = std::move(*segments);
            });
        tables.emplace_back("SELECT trial, name FROM bad_layer", [this](const Statement& row) {
            if (StoredTrial* trial = trialOf(row))
                trial->outcome.reason.layer = row.text(1);
        });
    }
    for (const auto& [sql, read] : tables) {
        if (const auto done = forEachRow(m_database, sql, m_study.warnings, read); !done)
            return done;
    }
    dropDamaged();
    for (StoredTrial& trial : m_study.trials)
        trial.outcome.values = objectiveValues(m_study, trial);
    return {};
}

} // namespace

Result<void> forEachRow(Database& database, std::string_view sql, std::vector<Error>& warnings,
                        const std::function<void(const Statement&)>& read)
{
    Result<Statement> rows = database.prepare(sql);
    if (!rows)
        return fail(rows.error());
    while (true) {
        const Result<bool> row = rows->next();
        if (!row && row.error().code == ErrorCode::StudyDamaged) {
            warnings.push_back(row.error()); // The rest of this table is lost, the other tables are not.
            return {};
        }
        if (!row)
            return fail(row.error());
        if (!*row)
            return {};
        read(*rows);
    }
}

Result<void> loadTrials(Database& database, StoredStudy& study)
{
    return TrialLoader(database, study).load();
}

} // namespace tunescope
