// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/train_output.h"

#include "app/cli/console.h"
#include "core/base/number_text.h"
#include "core/export/report_json.h"

#include <utility>

namespace tunescope::cli {
namespace {

std::string paddedLeft(const std::string& text, std::size_t width)
{
    return text.size() >= width ? text : std::string(width - text.size(), ' ') + text;
}

constexpr std::size_t kEpochWidth = 5;
constexpr std::size_t kNumberWidth = 16;

void writeSample(JsonWriter& json, const TextContinuation& request, const std::string& text)
{
    json.key("sample");
    json.beginObject();
    json.textField("text", text);
    json.textField("prompt", request.prompt);
    json.integerField("length", request.length);
    json.numberField("temperature", request.temperature);
    json.unsignedField("seed", request.seed);
    json.endObject();
}

/// Without its closing brace.
JsonWriter resultJson(const TrialOutcome& outcome, const ParamSet& params, const EngineFacts& engine,
                      std::string_view metric)
{
    JsonWriter json;
    json.beginObject();
    json.textField("event", "result");
    json.paramsField("params", params);
    json.textField("state", trialStateName(outcome.state));
    json.textField("metric", metric);
    json.numberField("value", outcome.value);
    json.numberField("last_value", outcome.lastValue);
    json.integerField("best_epoch", outcome.bestEpoch);
    json.key("reason");
    writeReason(json, outcome.reason);
    json.integerField("weights", outcome.weights);
    json.integerField("flops", outcome.flops);
    json.numberField("trial_seconds", outcome.trialSeconds);
    json.key("engine");
    writeEngine(json, engine);
    return json;
}

} // namespace

TrainOutput::TrainOutput(OutputStyle style, const StudyFacts& facts, std::string metric)
    : m_style(style)
    , m_facts(facts)
    , m_metric(std::move(metric))
{
}

void TrainOutput::begin(const ParamSet& params, std::uint64_t seed) const
{
    if (m_style == OutputStyle::JsonLines) {
        JsonWriter json;
        json.beginObject();
        json.textField("event", "trial_started");
        json.integerField("trial", 0);
        json.paramsField("params", params);
        json.unsignedField("seed", seed);
        json.textField("origin", originText({.kind = OriginKind::ByHand}));
        json.textField("data", m_facts.dataName);
        json.textField("split_sha256", m_facts.splitSha256);
        json.endObject();
        print(json.take() + "\n");
    } else if (m_style == OutputStyle::Table) {
        std::string text;
        for (const auto& [name, value] : params)
            text += name + " = " + paramText(value) + "\n";
        print(text + "\n" + paddedLeft("epoch", kEpochWidth) + paddedLeft("training loss", kNumberWidth) +
              paddedLeft("validation loss", kNumberWidth) + paddedLeft(m_metric, kNumberWidth) + "\n");
    }
}

double TrainOutput::metricOf(const PartValues& part) const
{
    return m_facts.studyMetric < part.metrics.size() ? part.metrics[m_facts.studyMetric] : part.loss;
}

NextStep TrainOutput::report(EpochRecord record)
{
    if (m_style == OutputStyle::JsonLines)
        print(printEpoch(record, m_facts.metricNames) + "\n");
    else if (m_style == OutputStyle::Table)
        print(paddedLeft(std::to_string(record.epoch), kEpochWidth) +
              paddedLeft(record.train ? fixedText(record.train->loss, 5) : "", kNumberWidth) +
              paddedLeft(fixedText(record.validation.loss, 5), kNumberWidth) +
              paddedLeft(valueText(metricOf(record.validation), m_metric), kNumberWidth) + "\n");
    return isInterrupted() ? NextStep::Interrupt : NextStep::Continue;
}

void TrainOutput::saveCheckpoint(TrialCheckpoint checkpoint)
{
    static_cast<void>(checkpoint); // One training leaves nothing behind to go on from.
}

void TrainOutput::end(const TrialOutcome& outcome, const ParamSet& params, const EngineFacts& engine) const
{
    const bool wrote = m_textRequest && outcome.state == TrialState::Complete;
    if (m_style == OutputStyle::JsonLines) {
        JsonWriter json = resultJson(outcome, params, engine, m_metric);
        if (wrote)
            writeSample(json, *m_textRequest, m_text);
        json.endObject();
        return print(json.take() + "\n");
    }
    if (outcome.state != TrialState::Complete)
        return;
    print(m_metric + " " + valueText(*outcome.value, m_metric) + " (" + numberText(*outcome.value) +
          ") at epoch " + std::to_string(outcome.bestEpoch) + ", " + std::to_string(outcome.weights) +
          " weights, " + fixedText(outcome.trialSeconds, 2) + " s\n");
    if (wrote)
        print("\n" + m_text + "\n");
}

std::string printRangeTestPoint(const RangeTestPoint& point)
{
    JsonWriter json;
    json.beginObject();
    json.textField("event", "lr_range_test");
    json.integerField("step", point.step);
    json.numberField("learning_rate", point.learningRate);
    json.numberField("loss", point.loss);
    json.numberField("smoothed", point.smoothed);
    json.endObject();
    return json.take() + "\n";
}

std::string printRangeTestResult(const RangeTestResult& result)
{
    JsonWriter json;
    json.beginObject();
    json.textField("event", "lr_range_test_result");
    json.numberField("suggested", result.suggested);
    json.numberField("steepest", result.steepest);
    json.numberField("diverged_at", result.divergedAt);
    json.integerField("steps", static_cast<std::int64_t>(result.points.size()));
    json.endObject();
    return json.take() + "\n";
}

} // namespace tunescope::cli
