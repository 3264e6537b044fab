// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_config.h"

#include "core/base/number_text.h"
#include "core/base/rng.h"
#include "core/metrics/metric_registry.h"
#include "core/search/pruner_registry.h"
#include "core/search/sampler_registry.h"

#include <cmath>

namespace tunescope {
namespace {

constexpr int kHistoryFreeLag = 8;
constexpr int kModelBasedLag = 4;
constexpr int kLargestLag = 1024;
constexpr int kMostTrials = 1'000'000;

Result<void> validateShare(std::string_view name, double share)
{
    if (!(share >= 0.0 && share < 1.0))
        return fail(ErrorCode::ShareOutOfRange, {{"name", name}, {"value", share}});
    return {};
}

Result<void> validateProtocol(const ProtocolConfig& protocol)
{
    for (const auto& [name, share] : {std::pair<std::string_view, double>{"protocol.validation", protocol.validation},
                                      {"protocol.test", protocol.test},
                                      {"protocol.stopping", protocol.stopping}}) {
        if (const auto valid = validateShare(name, share); !valid)
            return valid;
    }
    if (!hasFolds(protocol.kind) && protocol.validation <= 0.0)
        return fail(ErrorCode::ShareOutOfRange, {{"name", "protocol.validation"}, {"value", protocol.validation}});
    if (protocol.validation + protocol.test >= 1.0)
        return fail(ErrorCode::NothingToTrainOn, {{"validation", protocol.validation}, {"test", protocol.test}});
    if (hasFolds(protocol.kind) && (protocol.folds < 2 || protocol.folds > 100))
        return fail(ErrorCode::CountOutOfRange, {{"name", "protocol.folds"}, {"value", protocol.folds}, {"low", 2}, {"high", 100}});
    if (protocol.repeats < 1 || protocol.repeats > 100)
        return fail(ErrorCode::CountOutOfRange, {{"name", "protocol.repeats"}, {"value", protocol.repeats}, {"low", 1}, {"high", 100}});
    if (protocol.metric.empty())
        return {};
    const MetricEntry* metric = findMetric(protocol.metric);
    if (!metric) {
        std::vector<std::string_view> names;
        for (const MetricEntry& entry : metricRegistry())
            names.push_back(entry.name);
        return fail(ErrorCode::UnknownMetric, {{"metric", protocol.metric}, {"nearest", nearestName(protocol.metric, names)}});
    }
    if (metric->direction != protocol.direction)
        return fail(ErrorCode::WrongDirection, {{"metric", protocol.metric}, {"direction", directionName(metric->direction)}});
    return {};
}

Result<void> validateBudget(const Budget& budget)
{
    if (!budget.trials && !budget.seconds)
        return fail(ErrorCode::NoTrialsToRun);
    if (budget.trials && (*budget.trials < 0 || *budget.trials > kMostTrials))
        return fail(ErrorCode::CountOutOfRange, {{"name", "budget.trials"}, {"value", *budget.trials}, {"low", 0}, {"high", kMostTrials}});
    if (budget.seconds && !(std::isfinite(*budget.seconds) && *budget.seconds > 0.0))
        return fail(ErrorCode::SecondsNotPositive, {{"value", *budget.seconds}});
    const StoppingRules& rules = budget.rules;
    if (rules.stagnation && (*rules.stagnation < 1 || *rules.stagnation > kMostTrials))
        return fail(ErrorCode::CountOutOfRange, {{"name", "budget.stagnation"}, {"value", *rules.stagnation}, {"low", 1}, {"high", kMostTrials}});
    if (rules.expectedGain && !(*rules.expectedGain >= 0.0 && std::isfinite(*rules.expectedGain)))
        return fail(ErrorCode::CountOutOfRange, {{"name", "budget.expected_gain"}, {"value", *rules.expectedGain}, {"low", 0}, {"high", 1e300}});
    return {};
}

Result<void> validateStage(const StageConfig& stage)
{
    for (const auto& [name, value] : stage.fixed) {
        if (stage.space.find(name))
            return fail(ErrorCode::BothSearchedAndFixed, {{"param", name}});
    }
    if (const auto sampler = makeSampler(stage.sampler.name, stage.sampler.options); !sampler)
        return fail(sampler.error());
    if (stage.pruner) {
        if (const auto pruner = makePruner(stage.pruner->name, stage.pruner->options); !pruner)
            return fail(pruner.error());
    }
    return validateBudget(stage.budget);
}

} // namespace

int effectiveLag(const StudyConfig& config)
{
    if (config.lag)
        return *config.lag;
    const SamplerEntry* sampler = findSampler(config.stage.sampler.name);
    return !sampler || sampler->historyFree ? kHistoryFreeLag : kModelBasedLag;
}

std::uint64_t splitSeedOf(const StudyConfig& config)
{
    return config.protocol.splitSeed.value_or(config.seed);
}

std::uint64_t trialSeedOf(std::uint64_t studySeed, int trial)
{
    return deriveSeed(Purpose::Trial, studySeed, {static_cast<std::uint64_t>(trial)});
}

Result<void> validateStudyConfig(const StudyConfig& config)
{
    if (config.lag && (*config.lag < 0 || *config.lag > kLargestLag))
        return fail(ErrorCode::CountOutOfRange, {{"name", "lag"}, {"value", *config.lag}, {"low", 0}, {"high", kLargestLag}});
    if (config.data.source.empty())
        return fail(ErrorCode::NoDataNamed);
    if (const auto valid = validateProtocol(config.protocol); !valid)
        return valid;
    return validateStage(config.stage);
}

} // namespace tunescope
