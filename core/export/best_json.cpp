// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/best_json.h"

#include "core/export/ranking.h"
#include "core/export/report_json.h"
#include "core/export/trust_json.h"
#include "core/storage/json_reader.h"
#include "core/storage/spec_reader.h"
#include "core/storage/study_spec_json.h"

#include <algorithm>

namespace tunescope {
namespace {

constexpr std::string_view kBestFormat = "tunescope.best/1";
constexpr std::size_t kTopTrials = 10;

void writeRuns(JsonWriter& json, const std::vector<RunResult>& runs)
{
    json.key("runs");
    json.beginArray();
    for (const RunResult& run : runs) {
        json.beginInlineObject();
        json.integerField("repeat", run.repeat);
        json.integerField("fold", run.fold);
        json.numberField("value", run.value);
        json.numberField("last_value", run.lastValue);
        json.integerField("best_epoch", run.bestEpoch);
        json.endObject();
    }
    json.endArray();
}

void writeResult(JsonWriter& json, const StoredStudy& study, int trial)
{
    const TrialOutcome& outcome = study.trials[static_cast<std::size_t>(trial)].outcome;
    json.key("result");
    json.beginObject();
    json.textField("metric", study.config.protocol.metric);
    json.numberField("value", outcome.value);
    json.numberField("last_value", outcome.lastValue);
    writeValues(json, outcome.values);
    json.integerField("best_epoch", outcome.bestEpoch);
    json.booleanField("optimistic", study.config.protocol.stopping <= 0.0);
    json.integerField("weights", outcome.weights);
    json.integerField("flops", outcome.flops);
    json.numberField("trial_seconds", outcome.trialSeconds);
    writeRuns(json, outcome.runs);
    writeTrialTrust(json, study, trial);
    json.endObject();
}

void writeData(JsonWriter& json, const StudyFacts& facts)
{
    json.key("data");
    json.beginObject();
    json.textField("name", facts.dataName);
    json.integerField("rows", facts.rows);
    json.textField("sha256", facts.dataSha256);
    json.textField("split_sha256", facts.splitSha256);
    json.endObject();
}

void writeTop(JsonWriter& json, const StoredStudy& study)
{
    const std::vector<int> ranked = rankedTrials(study);
    json.key("top");
    json.beginArray();
    for (std::size_t i = 0; i < std::min(ranked.size(), kTopTrials); ++i) {
        const StoredTrial& trial = study.trials[static_cast<std::size_t>(ranked[i])];
        json.beginInlineObject();
        json.integerField("rank", static_cast<std::int64_t>(i) + 1);
        json.integerField("trial", ranked[i]);
        json.numberField("value", trial.outcome.value);
        writeValues(json, trial.outcome.values);
        json.integerField("best_epoch", trial.outcome.bestEpoch);
        json.paramsField("params", trial.start.params);
        json.endObject();
    }
    json.endArray();
}

/// The study as a spec that leads to this trial: with the stage in which the trial ran.
StudyConfig specOf(const StoredStudy& study, const StoredTrial& trial)
{
    StudyConfig config = study.config;
    config.lag = study.lag;
    config.stage = study.stages.at(static_cast<std::size_t>(trial.start.stage)).config;
    return config;
}

EngineFacts readEngine(const Json& value, JsonFault& fault)
{
    EngineFacts engine;
    ObjectReader reader(value, "engine", fault);
    reader.read("version", engine.version);
    reader.read("onednn", engine.onednn);
    reader.read("isa", engine.isa);
    reader.read("numerics", engine.numerics);
    reader.finish();
    return engine;
}

void readDataFacts(const Json& value, BestConfiguration& best, JsonFault& fault)
{
    ObjectReader reader(value, "data", fault);
    reader.read("sha256", best.dataSha256);
    reader.read("split_sha256", best.splitSha256);
    for (const char* key : {"name", "rows"})
        (void)reader.member(key);
    reader.finish();
}

void readResult(const Json& value, BestConfiguration& best, JsonFault& fault)
{
    ObjectReader reader(value, "result", fault);
    (void)reader.required("metric", "the study's metric");
    (void)reader.required("value", "a number");
    reader.read("metric", best.metric);
    reader.read("value", best.value);
    reader.read("last_value", best.lastValue);
    reader.read("best_epoch", best.bestEpoch);
    for (const char* key :
         {"optimistic", "weights", "flops", "trial_seconds", "runs", "values", "confirmed", "test", "test_opened_at",
          "after_test_looks"})
        (void)reader.member(key);
    reader.finish();
}

} // namespace

Result<std::string> printBest(const StoredStudy& study, int trial, double createdAt)
{
    if (trial < 0 || trial >= std::ssize(study.trials))
        return fail(ErrorCode::NoSuchTrial, {{"trial", trial}, {"last", std::ssize(study.trials) - 1}});
    const StoredTrial& stored = study.trials[static_cast<std::size_t>(trial)];
    if (stored.state != TrialState::Complete)
        return fail(ErrorCode::TrialNotComplete, {{"trial", trial}, {"state", trialStateName(stored.state)}});
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.textField("format", kBestFormat);
    json.integerField("trial", trial);
    json.paramsField("params", settingsOf(study, stored));
    json.unsignedField("seed", stored.start.seed);
    if (!stored.start.segments.empty())
        writeSegmentList(json, stored.start.segments);
    writeResult(json, study, trial);
    writeData(json, study.facts);
    json.key("engine");
    writeEngine(json, study.engine);
    writeTop(json, study);
    writePareto(json, study);
    json.key("study");
    writeStudySpec(json, specOf(study, stored));
    json.textField("created_at", timeText(createdAt));
    json.textField("app", "tunescope " + study.appVersion);
    json.endObject();
    return json.take() + "\n";
}

Result<BestConfiguration> readBest(std::string_view text)
{
    const Result<Json> document = parseJson(text);
    if (!document)
        return fail(document.error());
    JsonFault fault;
    BestConfiguration best;
    ObjectReader reader(*document, "", fault);
    readFormat(reader, kBestFormat, fault);
    (void)reader.required("trial", "the trial's number");
    reader.read("trial", best.trial);
    if (const Json* params = reader.required("params", "the settings"))
        best.params = readParamSet(*params, "params", fault);
    (void)reader.required("seed", "the trial's seed");
    reader.read("seed", best.seed);
    if (const Json* result = reader.required("result", "metric and value"))
        readResult(*result, best, fault);
    if (const Json* engine = reader.required("engine", "versions"))
        best.engine = readEngine(*engine, fault);
    if (const Json* study = reader.required("study", "a whole tunescope.study/1"))
        best.study = readStudySpec(*study, "study", fault);
    if (const Json* data = reader.member("data"))
        readDataFacts(*data, best, fault);
    for (const char* key : {"top", "pareto", "created_at", "app", "segments"})
        (void)reader.member(key);
    reader.finish();
    if (fault.error)
        return fail(*fault.error);
    return best;
}

bool looksLikeBest(std::string_view text)
{
    const Result<Json> document = parseJson(text);
    if (!document || !document->is_object() || !document->contains("format"))
        return false;
    const Json& format = (*document)["format"];
    return format.is_string() && format.get<std::string>().starts_with("tunescope.best/");
}

} // namespace tunescope
