// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/training/trainer.h"

#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace tunescope {

inline constexpr std::uint64_t kPlenty = std::uint64_t{1} << 32;

inline void addNames(PreparedData& data, std::int64_t inputs)
{
    for (std::int64_t i = 0; i < inputs; ++i)
        data.inputNames.push_back(std::to_string(i));
    data.shape.features = static_cast<std::int64_t>(data.inputNames.size());
}

/// Three noisy clusters in five dimensions; every part from its own stream.
inline DataPart clusterPart(std::int64_t rows, std::uint64_t key)
{
    DataPart part;
    part.inputs = Tensor({rows, 5});
    Rng rng(Purpose::Generator, 11, {key});
    for (std::int64_t r = 0; r < rows; ++r) {
        const auto label = static_cast<std::int32_t>(rng.below(3));
        for (std::size_t i = 0; i < 5; ++i)
            part.inputs.row(r)[i] =
                static_cast<float>(std::sin(2.0 * label + static_cast<double>(i)) + 0.4 * rng.normal());
        part.trueClass.push_back(label);
        part.rows.push_back(r);
    }
    return part;
}

inline std::shared_ptr<PreparedData> clusters(std::int64_t trainRows = 150, std::int64_t validationRows = 60)
{
    auto data = std::make_shared<PreparedData>();
    data->classNames = {"red", "green", "blue"};
    addNames(*data, 5);
    data->train = clusterPart(trainRows, 1);
    data->validation = clusterPart(validationRows, 2);
    return data;
}

/// y = 100 + 20 * (x0 - x1 / 2), scaled by 20 around 100.
inline DataPart linePart(std::int64_t rows, std::uint64_t key)
{
    DataPart part;
    part.inputs = Tensor({rows, 2});
    Rng rng(Purpose::Generator, 12, {key});
    for (std::int64_t r = 0; r < rows; ++r) {
        for (float& x : part.inputs.row(r))
            x = static_cast<float>(rng.normal());
        const double scaled =
            static_cast<double>(part.inputs.row(r)[0]) - static_cast<double>(part.inputs.row(r)[1]) / 2;
        part.scaledValue.push_back(static_cast<float>(scaled));
        part.trueValue.push_back(static_cast<float>(100.0 + 20.0 * scaled));
        part.rows.push_back(r);
    }
    return part;
}

inline std::shared_ptr<PreparedData> line()
{
    auto data = std::make_shared<PreparedData>();
    data->task = Task::Regression;
    data->target = TargetForm::OneValue;
    data->targetOffset = 100.0;
    data->targetScale = 20.0;
    addNames(*data, 2);
    data->train = linePart(120, 1);
    data->validation = linePart(50, 2);
    return data;
}

inline TrainingConfig smallConfig()
{
    TrainingConfig config;
    config.hidden = {16, 12};
    config.batchSize = 16;
    config.epochs = 5;
    config.learningRate = 0.01;
    return config;
}

/// All that a run shows, for comparing runs bit by bit.
struct RunRecord {
    TrainingOutcome outcome;
    std::vector<EpochReport> epochs;
    std::vector<float> predictions; ///< Of the validation part, with the best weights.
};

inline RunRecord record(Trainer& trainer, const PreparedData& data)
{
    RunRecord result;
    const auto keep = [&](const EpochReport& report) {
        result.epochs.push_back(report);
        return EpochDecision::Continue;
    };
    result.outcome = trainer.run(keep, std::stop_token()).value();
    const PartPrediction prediction = trainer.predict(data.validation);
    result.predictions = prediction.classes > 0 ? prediction.probabilities : prediction.values;
    return result;
}

inline RunRecord train(const std::shared_ptr<PreparedData>& data, const TrainingConfig& config,
                       std::uint64_t seed = 1)
{
    const auto trainer = Trainer::create(data, config, seed, kPlenty);
    return record(**trainer, *data);
}

/// The numbers of an epoch without its duration.
inline std::vector<double> numbersOf(const EpochReport& report)
{
    std::vector<double> numbers{static_cast<double>(report.epoch), report.validation.loss,
                                report.learningRate, report.gradientNorm};
    numbers.insert(numbers.end(), report.validation.metrics.begin(), report.validation.metrics.end());
    if (report.train) {
        numbers.push_back(report.train->loss);
        numbers.insert(numbers.end(), report.train->metrics.begin(), report.train->metrics.end());
    }
    return numbers;
}

/// True if both runs showed the same numbers, bit by bit, in the last `count` epochs and in their
/// predictions.
inline bool sameNumbers(const RunRecord& a, const RunRecord& b, std::size_t count)
{
    if (a.epochs.size() < count || b.epochs.size() < count || a.predictions != b.predictions)
        return false;
    for (std::size_t i = 1; i <= count; ++i) {
        const EpochReport& left = a.epochs[a.epochs.size() - i];
        const EpochReport& right = b.epochs[b.epochs.size() - i];
        if (numbersOf(left) != numbersOf(right) || !(left.confusion == right.confusion))
            return false;
    }
    return a.outcome.bestEpoch == b.outcome.bestEpoch && a.outcome.bestValue == b.outcome.bestValue;
}

} // namespace tunescope
