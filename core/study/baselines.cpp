// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/baselines.h"

#include "core/base/rng.h"
#include "core/metrics/metric_registry.h"
#include "core/training/trainer.h"

#include <algorithm>
#include <numeric>

namespace tunescope {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr std::int64_t kSteps = 3000; ///< Adam steps of the linear model: converged on all built-in sets.

double metricOf(const PreparedData& data, const PartPrediction& prediction, const std::string& metric)
{
    Predictions predictions;
    predictions.task = data.task;
    predictions.classes = static_cast<int>(data.classNames.size());
    predictions.probabilities = prediction.probabilities;
    predictions.trueClass = data.validation.trueClass;
    predictions.predicted = prediction.values;
    predictions.trueValue = data.validation.trueValue;
    return computeMetrics(predictions, std::span(&metric, 1)).front();
}

/// The class shares, or the mean, of the training part as the answer for every row.
PartPrediction constantPrediction(const PreparedData& data)
{
    const auto rows = static_cast<std::size_t>(data.validation.size());
    PartPrediction prediction;
    if (data.task == Task::Regression) {
        const auto& values = data.train.trueValue;
        const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
        prediction.values.assign(rows, static_cast<float>(mean));
        return prediction;
    }
    std::vector<float> shares(data.classNames.size(), 0.0F);
    for (const std::int32_t trueClass : data.train.trueClass)
        shares[static_cast<std::size_t>(trueClass)] += 1.0F / static_cast<float>(data.train.size());
    prediction.classes = static_cast<int>(shares.size());
    for (std::size_t i = 0; i < rows; ++i)
        prediction.probabilities.insert(prediction.probabilities.end(), shares.begin(), shares.end());
    return prediction;
}

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
            last = (*trainer)->predict(data->validation.inputs);
        return EpochDecision::Continue;
    };
    if (const auto outcome = (*trainer)->run(onEpoch, {}); !outcome)
        return fail(outcome.error());
    return last;
}

} // namespace

Result<Baselines> baselinesOf(TrainingObjective& objective)
{
    const ParamSet settings{{"hidden_layers", std::int64_t{0}}, {"optimizer", std::string("adam")}, {"learning_rate", 0.01},
                            {"batch_size", std::int64_t{64}},   {"l2", 1e-3}};
    const auto config = resolveTrainingConfig(settings, objective.dataset().task, objective.metric());
    if (!config)
        return fail(config.error());
    const auto data = objective.prepared(config->preprocessing, 0, 0);
    if (!data)
        return fail(data.error());
    const auto linear = linearPrediction(*data, *config);
    if (!linear)
        return fail(linear.error());
    const bool byLoss = objective.metric() == "loss";
    Baselines baselines;
    baselines.metric = byLoss ? std::string((*data)->task == Task::Classification ? "accuracy" : "rmse") : objective.metric();
    baselines.constant = metricOf(**data, constantPrediction(**data), baselines.metric);
    baselines.linear = metricOf(**data, *linear, baselines.metric);
    return baselines;
}

} // namespace tunescope
