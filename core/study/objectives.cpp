// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/objectives.h"

#include "core/metrics/metric_registry.h"
#include "core/search/pareto.h"
#include "core/search/sampler_registry.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

namespace tunescope {
namespace {

constexpr std::size_t kMostObjectives = 3;
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

double epochMetric(const std::string& metric, const StudyFacts& facts, const PartValues& values)
{
    if (metric == "loss")
        return values.loss;
    const auto found = std::find(facts.metricNames.begin(), facts.metricNames.end(), metric);
    const auto at = static_cast<std::size_t>(found - facts.metricNames.begin());
    return at < values.metrics.size() ? values.metrics[at] : kUnknown;
}

/// What the trial itself says of a metric that no epoch has.
std::optional<double> trialMetric(std::string_view metric, const TrialOutcome& outcome)
{
    if (metric == "train_seconds")
        return outcome.trialSeconds;
    if (metric == "weights")
        return static_cast<double>(outcome.weights);
    if (metric == "flops")
        return static_cast<double>(outcome.flops);
    return std::nullopt;
}

double meanAtBestEpochs(const TrialOutcome& outcome, std::span<const FurtherValues> epochs, std::size_t objective)
{
    double sum = 0.0;
    for (const RunResult& run : outcome.runs) {
        const auto at = std::find_if(epochs.begin(), epochs.end(), [&](const FurtherValues& e) {
            return e.repeat == run.repeat && e.fold == run.fold && e.epoch == run.bestEpoch;
        });
        if (at == epochs.end())
            return kUnknown;
        sum += at->values[objective];
    }
    return outcome.runs.empty() ? kUnknown : sum / static_cast<double>(outcome.runs.size());
}

std::string choicesText(const StudyFacts& facts)
{
    std::string text = "loss";
    for (const std::string& name : facts.metricNames)
        text += ", " + name;
    return text + ", train_seconds, weights, flops";
}

} // namespace

std::vector<ObjectiveSpec> objectivesOf(const ProtocolConfig& protocol)
{
    std::vector<ObjectiveSpec> all{{protocol.metric, protocol.direction}};
    all.insert(all.end(), protocol.further.begin(), protocol.further.end());
    return all;
}

std::vector<Direction> furtherDirections(const ProtocolConfig& protocol)
{
    std::vector<Direction> directions;
    if (protocol.further.empty())
        return directions;
    for (const ObjectiveSpec& objective : objectivesOf(protocol))
        directions.push_back(objective.direction);
    return directions;
}

Result<void> checkObjectives(const StudyConfig& config, const StudyFacts& facts)
{
    const std::vector<ObjectiveSpec> all = objectivesOf(config.protocol);
    if (all.size() > kMostObjectives)
        return fail(ErrorCode::CountOutOfRange,
                    {{"name", "objectives: their number"}, {"value", all.size()}, {"low", 1}, {"high", kMostObjectives}});
    std::set<std::string> names{config.protocol.metric};
    for (const ObjectiveSpec& objective : config.protocol.further) {
        const MetricEntry* entry = findMetric(objective.metric);
        const bool ofEpochs = objective.metric == "loss" || std::find(facts.metricNames.begin(), facts.metricNames.end(),
                                                                      objective.metric) != facts.metricNames.end();
        if (entry == nullptr || (entry->perEpoch && !ofEpochs))
            return fail(ErrorCode::MetricNotForTask,
                        {{"metric", "objectives: " + objective.metric}, {"task", "this data"}, {"choices", choicesText(facts)}});
        if (!names.insert(objective.metric).second)
            return fail(ErrorCode::SpecUnsupported,
                        {{"path", "objectives"}, {"value", objective.metric + " twice"}, {"instead", "another metric"}});
    }
    const SamplerEntry* sampler = findSampler(config.stage.sampler.name);
    if (all.size() > 1 && sampler != nullptr && sampler->objectives == Objectives::One)
        return fail(ErrorCode::SamplerOneObjective, {{"name", config.stage.sampler.name}, {"count", all.size()}});
    return {};
}

FurtherValues furtherValuesOf(const ProtocolConfig& protocol, const StudyFacts& facts, const EpochRecord& record)
{
    FurtherValues further{.repeat = record.repeat, .fold = record.fold, .epoch = record.epoch};
    for (const ObjectiveSpec& objective : protocol.further)
        further.values.push_back(epochMetric(objective.metric, facts, record.validation));
    return further;
}

std::vector<double> objectiveValues(const ProtocolConfig& protocol, const TrialOutcome& outcome,
                                    std::span<const FurtherValues> epochs)
{
    if (protocol.further.empty() || outcome.state != TrialState::Complete || !outcome.value)
        return {};
    std::vector<double> values{*outcome.value};
    for (std::size_t i = 0; i < protocol.further.size(); ++i) {
        const std::optional<double> ofTrial = trialMetric(protocol.further[i].metric, outcome);
        values.push_back(ofTrial ? *ofTrial : meanAtBestEpochs(outcome, epochs, i));
    }
    const bool known = std::none_of(values.begin(), values.end(), [](double value) { return std::isnan(value); });
    return known ? values : std::vector<double>();
}

std::vector<double> objectiveValues(const StoredStudy& study, const StoredTrial& trial)
{
    if (study.config.protocol.further.empty())
        return {};
    std::vector<FurtherValues> epochs;
    epochs.reserve(trial.epochs.size());
    for (const EpochRecord& record : trial.epochs)
        epochs.push_back(furtherValuesOf(study.config.protocol, study.facts, record));
    return objectiveValues(study.config.protocol, trial.outcome, epochs);
}

std::vector<int> paretoTrials(const StoredStudy& study)
{
    const std::vector<Direction> directions = furtherDirections(study.config.protocol);
    std::vector<int> numbers;
    std::vector<Losses> points;
    for (const StoredTrial& trial : study.trials) {
        const std::vector<double> values = trial.deleted ? std::vector<double>() : objectiveValues(study, trial);
        if (values.empty())
            continue;
        numbers.push_back(trial.start.number);
        points.push_back(lossesOf(values, directions));
    }
    const std::vector<int> ranks = nonDominatedRanks(points);
    std::vector<int> front;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (ranks[i] == 0)
            front.push_back(numbers[i]);
    }
    return front;
}

} // namespace tunescope
