// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/baselines.h"

#include "core/metrics/metric_registry.h"
#include "core/study/simple_predictions.h"
#include "core/training/trainer.h"

#include <algorithm>

namespace tunescope {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr std::int64_t kSteps = 3000; ///< Adam steps of the linear model: converged on all built-in sets.

Result<PartPrediction> linearPrediction(const std::shared_ptr<const PreparedData>& data, TrainingConfig config)
{
    const std::int64_t stepsPerEpoch = std::max<std::int64_t>((data->train.size() + config.batchSize - 1) / config.batchSize, 1);
    config.epochs = static_cast<int>(std::clamp<std::int64_t>(kSteps / stepsPerEpoch, 2, 200));
    auto trainer = Trainer::create(data, config, kSeed, memoryPerTrial(1));
    if (!trainer)
        return fail(trainer.error());
    PartPrediction last;
    const auto onEpoch = [&](const EpochReport& report) {
        // The last epoch, not the best one: a bar to beat must not be chosen on the rows it is measured on.
        if (report.epoch == config.epochs)
            last = (*trainer)->predict(data->validation);
        return EpochDecision::Continue;
    };
    if (const auto outcome = (*trainer)->run(onEpoch, {}); !outcome)
        return fail(outcome.error());
    return last;
}

} // namespace

Result<Baselines> baselinesOf(TrainingObjective& objective)
{
    const Task task = objective.dataset().task;
    Baselines baselines;
    baselines.metric = objective.metric() == "loss" ? std::string(defaultMetric(task)) : objective.metric();
    const bool hasLinearModel = task == Task::Classification || task == Task::Regression;
    if (!hasLinearModel) {
        const auto data = objective.prepared({}, 0, 0);
        if (!data)
            return fail(data.error());
        baselines.constant = metricOf(**data, constantPrediction(**data), baselines.metric);
        baselines.linear = metricOf(**data, directPrediction(**data), baselines.metric);
        return baselines;
    }
    const ParamSet settings{{"hidden_layers", std::int64_t{0}}, {"optimizer", std::string("adam")}, {"learning_rate", 0.01},
                            {"batch_size", std::int64_t{64}},   {"l2", 1e-3}};
    auto config = resolveTrainingConfig(settings, task, objective.metric());
    if (!config)
        return fail(config.error());
    config->preprocessing.wanted = SampleForm::Vector; // A linear model sees numbers in a row, whatever they are.
    const auto data = objective.prepared(config->preprocessing, 0, 0);
    if (!data)
        return fail(data.error());
    const auto linear = linearPrediction(*data, *config);
    if (!linear)
        return fail(linear.error());
    baselines.constant = metricOf(**data, constantPrediction(**data), baselines.metric);
    baselines.linear = metricOf(**data, SimplePrediction{.probabilities = linear->probabilities, .values = linear->values}, baselines.metric);
    return baselines;
}

} // namespace tunescope
