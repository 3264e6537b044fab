// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/report_json.h"

#include "core/study/objectives.h"
#include "core/base/number_text.h"

#include <chrono>
#include <cmath>
#include <ctime>

namespace tunescope {
namespace {

void writePart(JsonWriter& json, std::string_view name, const PartValues& part,
               const std::vector<std::string>& metricNames)
{
    json.key(name);
    json.beginInlineObject();
    json.numberField("loss", part.loss);
    for (std::size_t i = 0; i < metricNames.size() && i < part.metrics.size(); ++i) {
        if (metricNames[i] != "loss")
            json.numberField(metricNames[i], part.metrics[i]);
    }
    json.endObject();
}

/// The shortest text of a float32 is not that of the same number as a double.
void floatField(JsonWriter& json, std::string_view name, float value)
{
    json.numberField(name, std::isfinite(value) ? parseNumber(numberText(value)) : std::nullopt);
}

void writeLayers(JsonWriter& json, const std::vector<LayerReport>& layers)
{
    json.key("layers");
    json.beginInlineArray();
    for (const LayerReport& layer : layers) {
        json.beginInlineObject();
        json.textField("name", layer.name);
        floatField(json, "update_ratio", layer.updateRatio);
        floatField(json, "gradient_norm", layer.gradientNorm);
        floatField(json, "dead", layer.deadShare);
        floatField(json, "saturated", layer.saturatedShare);
        floatField(json, "limit", layer.limit);
        json.key("histogram");
        json.beginInlineArray();
        for (const std::uint32_t count : layer.histogram)
            json.integer(count);
        json.endArray();
        json.endObject();
    }
    json.endArray();
}

} // namespace

void writeEpochMembers(JsonWriter& json, const EpochRecord& record,
                       const std::vector<std::string>& metricNames)
{
    json.integerField("epoch", record.epoch);
    if (record.train)
        writePart(json, "train", *record.train, metricNames);
    writePart(json, "validation", record.validation, metricNames);
    if (record.stopping)
        writePart(json, "stopping", *record.stopping, metricNames);
    json.numberField("learning_rate", record.learningRate);
    json.numberField("gradient_norm", record.gradientNorm);
    json.numberField("epoch_seconds", record.epochSeconds);
    if (!record.layers.empty())
        writeLayers(json, record.layers);
}

/// The numbers of a prune that its kind has.
void writePruneNumbers(JsonWriter& json, const PruneReason& prune)
{
    json.numberField("value", prune.value);
    switch (prune.kind) {
    case PruneKind::RungRank:
        json.integerField("rung", prune.rung);
        json.integerField("rank", prune.rank);
        json.integerField("of", prune.of);
        json.integerField("keep", prune.keep);
        if (prune.bracket >= 0)
            json.integerField("bracket", prune.bracket);
        return;
    case PruneKind::NoImprovement:
        json.integerField("since", prune.since);
        return;
    case PruneKind::Extrapolated:
        json.numberField("predicted", prune.predicted);
        [[fallthrough]];
    case PruneKind::BelowPercentile:
        json.numberField("share", prune.share);
        [[fallthrough]];
    case PruneKind::BelowMedian:
        json.integerField("peers", prune.peers);
        [[fallthrough]];
    case PruneKind::OutOfBounds:
        json.numberField("threshold", prune.threshold);
    }
}

void writeReason(JsonWriter& json, const TrialReason& reason)
{
    json.beginInlineObject();
    json.textField("kind", reason.kind);
    json.integerField("epoch", reason.epoch);
    if (reason.step > 0)
        json.integerField("step", reason.step);
    if (!reason.layer.empty())
        json.textField("layer", reason.layer);
    if (reason.prune)
        writePruneNumbers(json, *reason.prune);
    json.textField("text", reason.text);
    json.endObject();
}

void writeEngine(JsonWriter& json, const EngineFacts& engine)
{
    json.beginInlineObject();
    json.textField("version", engine.version);
    json.textField("onednn", engine.onednn);
    json.textField("isa", engine.isa);
    json.textField("numerics", engine.numerics);
    json.endObject();
}

std::string printTrialStarted(const TrialStart& trial)
{
    JsonWriter json;
    json.beginObject();
    json.textField("event", "trial_started");
    json.integerField("trial", trial.number);
    json.integerField("stage", trial.stage);
    json.paramsField("params", trial.params);
    json.unsignedField("seed", trial.seed);
    json.textField("origin", originText(trial.origin));
    json.endObject();
    return json.take();
}

std::string printEpoch(const EpochRecord& record, const std::vector<std::string>& metricNames)
{
    JsonWriter json;
    json.beginObject();
    json.textField("event", "epoch");
    json.integerField("trial", record.trial);
    json.integerField("repeat", record.repeat);
    json.integerField("fold", record.fold);
    writeEpochMembers(json, record, metricNames);
    json.endObject();
    return json.take();
}

std::string printTrialFinished(int trial, const TrialOutcome& outcome)
{
    JsonWriter json;
    json.beginObject();
    json.textField("event", "trial_finished");
    json.integerField("trial", trial);
    json.textField("state", trialStateName(outcome.state));
    json.numberField("value", outcome.value);
    json.numberField("last_value", outcome.lastValue);
    writeValues(json, outcome.values);
    json.integerField("best_epoch", outcome.bestEpoch);
    json.key("reason");
    writeReason(json, outcome.reason);
    json.integerField("weights", outcome.weights);
    json.integerField("flops", outcome.flops);
    json.numberField("trial_seconds", outcome.trialSeconds);
    json.endObject();
    return json.take();
}

std::string timeText(double secondsSince1970)
{
    if (!std::isfinite(secondsSince1970))
        return {};
    const auto seconds = static_cast<std::time_t>(secondsSince1970);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char buffer[32];
    const std::size_t length = std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {buffer, length};
}

void writeValues(JsonWriter& json, const std::vector<double>& values)
{
    if (values.empty())
        return;
    json.key("values");
    json.beginInlineArray();
    for (const double value : values)
        json.number(value);
    json.endArray();
}

void writePareto(JsonWriter& json, const StoredStudy& study)
{
    if (study.config.protocol.further.empty())
        return;
    json.key("pareto");
    json.beginInlineArray();
    for (const int number : paretoTrials(study))
        json.integer(number);
    json.endArray();
}

} // namespace tunescope
