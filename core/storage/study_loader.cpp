// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/study_loader.h"

#include "core/base/number_text.h"
#include "core/storage/counts_blob.h"
#include "core/storage/layers_blob.h"
#include "core/storage/stored_json.h"
#include "core/storage/trial_loader.h"
#include "core/storage/trust_loader.h"
#include "core/storage/trust_stored_json.h"
#include "core/storage/study_schema.h"
#include "core/storage/study_spec_json.h"

#include <algorithm>
#include <utility>

namespace tunescope {
namespace {

/// Puts a parsed value into `target`, or says that this place of the file is damaged.
template <class T>
Result<void> take(Database& database, Result<T> parsed, T& target)
{
    if (!parsed)
        return fail(ErrorCode::StudyDamaged,
                    {{"path", database.path()}, {"detail", errorText(parsed.error())}});
    target = std::move(*parsed);
    return {};
}

Result<void> loadHeader(Database& database, StoredStudy& study)
{
    Result<Statement> rows =
        database.prepare("SELECT name, seed, spec_lag, lag, data, created_at, engine_version, onednn, isa, "
                         "numerics, spec, facts FROM study JOIN protocol ON protocol.id = 1");
    if (!rows)
        return fail(rows.error());
    const Result<bool> row = rows->next();
    if (!row)
        return fail(row.error());
    const std::optional<std::uint64_t> seed = *row ? parseUnsigned(rows->text(1)) : std::nullopt;
    if (!seed)
        return fail(ErrorCode::StudyDamaged,
                    {{"path", database.path()}, {"detail", "the study's own row is missing"}});
    study.config.name = rows->text(0);
    study.config.seed = *seed;
    if (!rows->isNull(2))
        study.config.lag = static_cast<int>(rows->integer(2));
    study.lag = static_cast<int>(rows->integer(3));
    study.createdAt = rows->number(5);
    study.engine = {rows->text(6), rows->text(7), rows->text(8), rows->text(9)};
    study.appVersion = study.engine.version;
    Result<void> done = take(database, parseDataSpec(rows->text(4)), study.config.data);
    if (done)
        done = take(database, parseProtocol(rows->text(10)), study.config.protocol);
    if (done)
        done = take(database, parseFacts(rows->text(11)), study.facts);
    return done;
}

Result<SearchSpace> loadSpace(Database& database, int stage)
{
    Result<Statement> rows =
        database.prepare("SELECT spec FROM param_spec WHERE stage = ? ORDER BY position");
    if (!rows)
        return fail(rows.error());
    std::vector<ParamSpec> specs;
    rows->start(stage);
    while (true) {
        const Result<bool> row = rows->next();
        if (!row)
            return fail(row.error());
        if (!*row)
            return SearchSpace::create(std::move(specs));
        Result<ParamSpec> spec = parseParamSpec(rows->text(0));
        if (!spec)
            return fail(spec.error());
        specs.push_back(std::move(*spec));
    }
}

Result<void> loadQueue(Database& database, int stage, std::vector<ParamSet>& queue,
                       std::vector<TrialLineage>& lineages)
{
    const Result<int> version = studySchemaVersion(database);
    const bool old = !version || *version < kTrustSince;
    Result<Statement> rows =
        database.prepare(std::string("SELECT params, ") + (old ? "NULL" : "lineage") +
                         " FROM queued_trial WHERE stage = ? ORDER BY id");
    if (!rows)
        return fail(rows.error());
    rows->start(stage);
    while (true) {
        const Result<bool> row = rows->next();
        if (!row)
            return fail(row.error());
        if (!*row)
            return {};
        if (const auto done = take(database, parseParamSet(rows->text(0)), queue.emplace_back()); !done)
            return done;
        TrialLineage& lineage = lineages.emplace_back();
        if (rows->isNull(1))
            continue;
        if (const auto done = take(database, parseLineage(rows->text(1)), lineage); !done)
            return done;
    }
}

Result<StoredStage> loadStage(Database& database, const Statement& row)
{
    StoredStage stage;
    const int number = static_cast<int>(row.integer(0));
    stage.firstTrial = static_cast<int>(row.integer(1));
    stage.openedAt = row.number(2);
    if (!row.isNull(6))
        stage.config.budget.trials = static_cast<int>(row.integer(6));
    stage.config.budget.seconds = row.optionalNumber(7);
    Result<void> done = take(database, parseParamSet(row.text(3)), stage.config.fixed);
    if (done)
        done = take(database, parseSampler(row.text(4)), stage.config.sampler);
    if (done)
        done = take(database, parsePruner(row.text(5)), stage.config.pruner);
    if (done)
        done = take(database, loadSpace(database, number), stage.config.space);
    if (done)
        done = loadQueue(database, number, stage.config.queue, stage.lineages);
    if (!done)
        return fail(done.error());
    return stage;
}

/// Studies without stopping rules have no table for them.
Result<void> loadRules(Database& database, std::vector<StoredStage>& stages)
{
    const Result<bool> known = hasTable(database, "stopping_rule");
    if (!known || !*known)
        return known ? Result<void>() : fail(known.error());
    Result<Statement> rows =
        database.prepare("SELECT stage, target, stagnation, expected_gain FROM stopping_rule");
    if (!rows)
        return fail(rows.error());
    while (true) {
        const Result<bool> row = rows->next();
        if (!row)
            return fail(row.error());
        if (!*row)
            return {};
        const auto stage = static_cast<std::size_t>(rows->integer(0));
        if (stage >= stages.size())
            continue;
        StoppingRules& rules = stages[stage].config.budget.rules;
        rules.target = rows->optionalNumber(1);
        if (!rows->isNull(2))
            rules.stagnation = static_cast<int>(rows->integer(2));
        rules.expectedGain = rows->optionalNumber(3);
    }
}

/// Trials that were queued while the study was open are no part of its spec; they come after those that are.
Result<void> keepSpecQueue(Database& database, std::vector<ParamSet>& queue)
{
    const Result<int> version = studySchemaVersion(database);
    if (!version || *version < kTrustSince)
        return version ? Result<void>() : fail(version.error());
    const Result<std::string> count = database.query("SELECT count(*) FROM queued_trial WHERE stage = 0 AND lineage IS NULL");
    if (!count)
        return fail(count.error());
    queue.resize(std::min(queue.size(), static_cast<std::size_t>(parseInteger(*count).value_or(0))));
    return {};
}

Result<void> loadStages(Database& database, StoredStudy& study)
{
    Result<Statement> rows =
        database.prepare("SELECT number, first_trial, opened_at, fixed, sampler, pruner, budget_trials, "
                         "budget_seconds FROM stage ORDER BY number");
    if (!rows)
        return fail(rows.error());
    while (true) {
        const Result<bool> row = rows->next();
        if (!row)
            return fail(row.error());
        if (!*row)
            break;
        Result<StoredStage> stage = loadStage(database, *rows);
        if (!stage)
            return fail(stage.error());
        study.stages.push_back(std::move(*stage));
    }
    if (const auto done = loadRules(database, study.stages); !done)
        return done;
    if (study.stages.empty())
        return fail(ErrorCode::StudyDamaged, {{"path", database.path()}, {"detail", "it has no stage"}});
    study.config.stage = study.stages.front().config;
    return keepSpecQueue(database, study.config.stage.queue);
}

Result<void> loadEvents(Database& database, StoredStudy& study)
{
    const Result<int> version = studySchemaVersion(database);
    const bool old = !version || *version < kTrustSince;
    Result<Statement> rows = database.prepare(std::string("SELECT at, kind, detail, ") + (old ? "''" : "hash") +
                                              " FROM event ORDER BY id");
    if (!rows)
        return fail(rows.error());
    while (true) {
        const Result<bool> row = rows->next();
        if (!row)
            return fail(row.error());
        if (!*row)
            return {};
        study.events.push_back({.at = rows->number(0), .kind = rows->text(1), .detail = rows->text(2), .hash = rows->text(3)});
    }
}

/// Studies that no window has shown have no table for it.
Result<void> loadViewState(Database& database, StoredStudy& study)
{
    const Result<bool> known = hasTable(database, "view_state");
    if (!known || !*known)
        return known ? Result<void>() : fail(known.error());
    return forEachRow(database, "SELECT name, value FROM view_state", study.warnings,
                      [&](const Statement& row) { study.viewState[row.text(0)] = row.text(1); });
}

} // namespace

Result<StoredStudy> loadStudy(Database& database)
{
    StoredStudy study;
    // One read transaction: the file as it was at one moment, even while another program writes.
    if (const auto begun = database.execute("BEGIN"); !begun)
        return fail(begun.error());
    Result<void> done;
    for (const auto step : {loadHeader, loadStages, loadTrials, loadEvents, loadTrust, loadViewState}) {
        done = step(database, study);
        if (!done)
            break;
    }
    (void)database.execute("COMMIT");
    if (!done)
        return fail(done.error());
    return study;
}

Result<ConfusionMatrix> loadConfusion(Database& database, int trial, int repeat, int fold, int epoch)
{
    Result<Statement> rows = database.prepare(
        "SELECT classes, counts FROM confusion WHERE trial = ? AND repeat = ? AND fold = ? AND epoch = ?");
    if (!rows)
        return fail(rows.error());
    rows->start(trial, repeat, fold, epoch);
    const Result<bool> row = rows->next();
    if (!row)
        return fail(row.error());
    if (!*row)
        return ConfusionMatrix();
    const auto matrix = unpackCounts(rows->bytes(1), static_cast<int>(rows->integer(0)));
    if (!matrix)
        return fail(ErrorCode::StudyRowDamaged, {{"trial", trial}, {"detail", "confusion matrix"}});
    return *matrix;
}

Result<std::vector<EpochLayers>> loadLayerReports(Database& database, int trial)
{
    std::vector<EpochLayers> epochs;
    const Result<int> version = studySchemaVersion(database);
    if (!version || *version < kLayersSince)
        return version ? Result<std::vector<EpochLayers>>(epochs) : fail(version.error());
    Result<Statement> rows = database.prepare(
        "SELECT repeat, fold, epoch, layers, names FROM layer_report JOIN layer_name USING (trial) "
        "WHERE trial = ? ORDER BY repeat, fold, epoch");
    if (!rows)
        return fail(rows.error());
    rows->start(trial);
    while (true) {
        const Result<bool> row = rows->next();
        if (!row)
            return fail(row.error());
        if (!*row)
            return epochs;
        auto layers = unpackLayers(rows->bytes(3), rows->text(4));
        if (!layers)
            return fail(ErrorCode::StudyRowDamaged, {{"trial", trial}, {"detail", "layer reports"}});
        epochs.push_back({.repeat = static_cast<int>(rows->integer(0)),
                          .fold = static_cast<int>(rows->integer(1)),
                          .epoch = static_cast<int>(rows->integer(2)),
                          .layers = std::move(*layers)});
    }
}

Result<std::vector<std::byte>> loadDataCopy(Database& database)
{
    Result<Statement> rows = database.prepare("SELECT size, bytes FROM data_copy");
    if (!rows)
        return fail(rows.error());
    const Result<bool> row = rows->next();
    if (!row)
        return fail(row.error());
    if (!*row)
        return std::vector<std::byte>();
    const auto bytes = inflateBytes(rows->bytes(1), static_cast<std::size_t>(rows->integer(0)));
    if (!bytes)
        return fail(ErrorCode::StudyDamaged, {{"path", database.path()}, {"detail", "its copy of the data"}});
    return *bytes;
}

} // namespace tunescope
