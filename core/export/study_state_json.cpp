// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/study_state_json.h"

#include "core/export/ranking.h"
#include "core/export/report_json.h"
#include "core/export/trust_json.h"
#include "core/storage/study_spec_json.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace tunescope {
namespace {

/// What is known of each run: as told, or for an unfinished trial only that it has begun.
std::vector<RunResult> runsOf(const StoredTrial& trial)
{
    std::vector<RunResult> runs = trial.outcome.runs;
    for (const EpochRecord& record : trial.epochs) {
        const auto isRun = [&](const RunResult& run) {
            return run.repeat == record.repeat && run.fold == record.fold;
        };
        auto run = std::find_if(runs.begin(), runs.end(), isRun);
        if (run == runs.end())
            run = runs.insert(runs.end(), {.repeat = record.repeat,
                                           .fold = record.fold,
                                           .gap = std::numeric_limits<double>::quiet_NaN()});
        run->epochs = std::max(run->epochs, record.epoch);
    }
    return runs;
}

void writeRuns(JsonWriter& json, const StoredStudy& study, const StoredTrial& trial)
{
    json.key("runs");
    json.beginArray();
    for (const RunResult& run : runsOf(trial)) {
        json.beginObject();
        json.integerField("repeat", run.repeat);
        json.integerField("fold", run.fold);
        json.numberField("value", run.value);
        json.numberField("last_value", run.lastValue);
        json.integerField("best_epoch", run.bestEpoch);
        json.numberField("gap", run.gap);
        json.key("epochs");
        json.beginArray();
        for (const EpochRecord& record : trial.epochs) {
            if (record.repeat != run.repeat || record.fold != run.fold)
                continue;
            json.beginInlineObject();
            writeEpochMembers(json, record, study.facts.metricNames);
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }
    json.endArray();
}

void writeTrial(JsonWriter& json, const StoredStudy& study, const StoredTrial& trial)
{
    json.beginObject();
    json.integerField("number", trial.start.number);
    json.integerField("stage", trial.start.stage);
    json.textField("state", trialStateName(trial.state));
    json.key("reason");
    if (isTold(trial.state))
        writeReason(json, trial.outcome.reason);
    else
        json.null();
    json.textField("origin", originText(trial.start.origin));
    json.unsignedField("seed", trial.start.seed);
    json.paramsField("params", trial.start.params);
    json.numberField("value", trial.outcome.value);
    json.numberField("last_value", trial.outcome.lastValue);
    writeValues(json, trial.outcome.values);
    json.integerField("best_epoch", trial.outcome.bestEpoch);
    json.integerField("weights", trial.outcome.weights);
    json.integerField("flops", trial.outcome.flops);
    json.booleanField("deleted", trial.deleted);
    if (trial.looks > 0)
        json.integerField("after_test_looks", trial.looks);
    if (!trial.start.segments.empty())
        writeSegmentList(json, trial.start.segments);
    json.textField("note", trial.note);
    json.textField("started_at", trial.startedAt > 0.0 ? timeText(trial.startedAt) : std::string());
    json.numberField("trial_seconds", trial.outcome.trialSeconds);
    writeRuns(json, study, trial);
    json.endObject();
}

void writeStages(JsonWriter& json, const StoredStudy& study)
{
    json.key("stages");
    json.beginArray();
    for (std::size_t i = 0; i < study.stages.size(); ++i) {
        json.beginObject();
        json.integerField("number", static_cast<std::int64_t>(i));
        json.integerField("first_trial", study.stages[i].firstTrial);
        json.textField("opened_at", timeText(study.stages[i].openedAt));
        writeStageMembers(json, study.stages[i].config);
        json.endObject();
    }
    json.endArray();
}

void writeDataFacts(JsonWriter& json, const StudyFacts& facts)
{
    json.key("data");
    json.beginObject();
    json.textField("name", facts.dataName);
    json.integerField("rows", facts.rows);
    json.textField("sha256", facts.dataSha256);
    json.textField("split_sha256", facts.splitSha256);
    json.integerField("train_rows", facts.trainRows);
    json.integerField("validation_rows", facts.validationRows);
    json.integerField("test_rows", facts.testRows);
    if (facts.stoppingRows > 0)
        json.integerField("stopping_rows", facts.stoppingRows);
    json.key("classes");
    json.param(facts.classNames);
    json.endObject();
}

} // namespace

std::string printStudyState(const StoredStudy& study)
{
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.textField("format", "tunescope.study-state/1");
    json.textField("app", "tunescope " + study.appVersion);
    json.textField("created_at", timeText(study.createdAt));
    json.key("engine");
    writeEngine(json, study.engine);
    json.key("spec");
    writeStudySpec(json, study.config);
    json.integerField("lag", study.lag);
    writeDataFacts(json, study.facts);
    writeStages(json, study);
    json.key("trials");
    json.beginArray();
    for (const StoredTrial& trial : study.trials)
        writeTrial(json, study, trial);
    json.endArray();
    const std::optional<int> best = bestTrial(study);
    if (best)
        json.integerField("best", *best);
    else
        json.nullField("best");
    writePareto(json, study);
    json.key("confirmations");
    writeConfirmations(json, study);
    json.key("extra_runs");
    writeExtraRuns(json, study.extraRuns);
    json.key("test_looks");
    json.beginArray();
    for (const TestLook& look : study.testLooks)
        writeTestLook(json, look, study.facts.metricNames);
    json.endArray();
    json.key("audit");
    writeAudit(json, auditReport(study, AuditRequest().top));
    json.key("costs");
    writeCosts(json, costLedger(study));
    json.key("optimism");
    writeOptimism(json, optimismOf(study));
    json.endObject();
    return json.take() + "\n";
}

} // namespace tunescope
