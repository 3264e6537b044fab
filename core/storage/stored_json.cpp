// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/stored_json.h"

#include "core/storage/json_reader.h"
#include "core/storage/json_writer.h"

#include <array>
#include <limits>

namespace tunescope {
namespace {

constexpr std::array<std::string_view, 6> kPruneKinds{// in the order of PruneKind
                                                      "below_median", "rung_rank",      "below_percentile",
                                                      "extrapolated", "no_improvement", "out_of_bounds"};

void writeTexts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts)
{
    json.key(name);
    json.param(texts);
}

void readTexts(ObjectReader& reader, std::string_view key, std::vector<std::string>& target)
{
    const Json* value = reader.member(key);
    if (value == nullptr)
        return;
    const std::optional<ParamValue> list = toParamValue(*value);
    if (list && std::holds_alternative<std::vector<std::string>>(*list))
        target = std::get<std::vector<std::string>>(*list);
    else if (!value->is_array() || !value->empty())
        reader.wrongType(key, "a list of texts", *value);
}

double orNaN(const std::optional<double>& value)
{
    return value.value_or(std::numeric_limits<double>::quiet_NaN());
}

RunResult readRunResult(const Json& value, JsonFault& fault)
{
    RunResult run;
    std::optional<double> gap;
    ObjectReader reader(value, "run", fault);
    reader.read("repeat", run.repeat);
    reader.read("fold", run.fold);
    reader.read("value", run.value);
    reader.read("last_value", run.lastValue);
    reader.read("best_epoch", run.bestEpoch);
    reader.read("epochs", run.epochs);
    reader.read("gap", gap);
    run.gap = orNaN(gap);
    reader.finish();
    return run;
}

} // namespace

std::string printFacts(const StudyFacts& facts)
{
    JsonWriter json;
    json.beginObject();
    writeTexts(json, "metrics", facts.metricNames);
    json.integerField("study_metric", static_cast<std::int64_t>(facts.studyMetric));
    writeTexts(json, "classes", facts.classNames);
    json.textField("data", facts.dataName);
    json.integerField("rows", facts.rows);
    json.textField("sha256", facts.dataSha256);
    json.textField("split_sha256", facts.splitSha256);
    json.integerField("train_rows", facts.trainRows);
    json.integerField("validation_rows", facts.validationRows);
    json.integerField("test_rows", facts.testRows);
    if (facts.timeOrdered)
        json.booleanField("time_ordered", true);
    if (facts.stoppingRows > 0)
        json.integerField("stopping_rows", facts.stoppingRows);
    json.endObject();
    return json.take();
}

Result<StudyFacts> parseFacts(std::string_view text)
{
    const Result<Json> document = parseJson(text);
    if (!document)
        return fail(document.error());
    JsonFault fault;
    StudyFacts facts;
    ObjectReader reader(*document, "facts", fault);
    readTexts(reader, "metrics", facts.metricNames);
    std::uint64_t studyMetric = 0;
    reader.read("study_metric", studyMetric);
    facts.studyMetric = studyMetric;
    readTexts(reader, "classes", facts.classNames);
    reader.read("data", facts.dataName);
    reader.read("rows", facts.rows);
    reader.read("sha256", facts.dataSha256);
    reader.read("split_sha256", facts.splitSha256);
    reader.read("train_rows", facts.trainRows);
    reader.read("validation_rows", facts.validationRows);
    reader.read("test_rows", facts.testRows);
    reader.read("time_ordered", facts.timeOrdered);
    reader.read("stopping_rows", facts.stoppingRows);
    reader.finish();
    if (fault.error)
        return fail(*fault.error);
    return facts;
}

std::string printPruneReason(const PruneReason& reason)
{
    JsonWriter json;
    json.beginObject();
    json.textField("kind", kPruneKinds[static_cast<std::size_t>(reason.kind)]);
    json.integerField("step", reason.step);
    json.numberField("value", reason.value);
    json.numberField("threshold", reason.threshold);
    json.integerField("peers", reason.peers);
    json.integerField("rung", reason.rung);
    json.integerField("rank", reason.rank);
    json.integerField("of", reason.of);
    json.integerField("keep", reason.keep);
    json.integerField("bracket", reason.bracket);
    json.integerField("since", reason.since);
    json.numberField("share", reason.share);
    json.numberField("predicted", reason.predicted);
    json.endObject();
    return json.take();
}

Result<PruneReason> parsePruneReason(std::string_view text)
{
    const Result<Json> document = parseJson(text);
    if (!document)
        return fail(document.error());
    JsonFault fault;
    PruneReason reason;
    std::optional<double> value;
    std::optional<double> threshold;
    ObjectReader reader(*document, "prune", fault);
    if (const auto kind = reader.readChoice("kind", {kPruneKinds.begin(), kPruneKinds.end()}))
        reason.kind = static_cast<PruneKind>(*kind);
    reader.read("step", reason.step);
    reader.read("value", value);
    reader.read("threshold", threshold);
    reason.value = orNaN(value);
    reason.threshold = orNaN(threshold);
    reader.read("peers", reason.peers);
    reader.read("rung", reason.rung);
    reader.read("rank", reason.rank);
    reader.read("of", reason.of);
    reader.read("keep", reason.keep);
    reader.read("bracket", reason.bracket);
    reader.read("since", reason.since);
    reader.read("share", reason.share);
    reader.read("predicted", reason.predicted);
    reader.finish();
    if (fault.error)
        return fail(*fault.error);
    return reason;
}

std::string printRunResults(const std::vector<RunResult>& runs)
{
    JsonWriter json;
    json.beginArray();
    for (const RunResult& run : runs) {
        json.beginObject();
        json.integerField("repeat", run.repeat);
        json.integerField("fold", run.fold);
        json.numberField("value", run.value);
        json.numberField("last_value", run.lastValue);
        json.integerField("best_epoch", run.bestEpoch);
        json.integerField("epochs", run.epochs);
        json.numberField("gap", run.gap);
        json.endObject();
    }
    json.endArray();
    return json.take();
}

Result<std::vector<RunResult>> parseRunResults(std::string_view text)
{
    const Result<Json> document = parseJson(text);
    if (!document)
        return fail(document.error());
    JsonFault fault;
    std::vector<RunResult> runs;
    if (!document->is_array())
        return fail(ErrorCode::JsonWrongType,
                    {{"path", "runs"}, {"expected", "a list in brackets"}, {"value", shortText(*document)}});
    for (const Json& item : *document)
        runs.push_back(readRunResult(item, fault));
    if (fault.error)
        return fail(*fault.error);
    return runs;
}

} // namespace tunescope
