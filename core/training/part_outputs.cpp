// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/part_outputs.h"

#include <algorithm>
#include <cmath>

namespace tunescope {

PartOutputs outputsFor(const PreparedData& data, std::int64_t rows, std::int64_t width,
                       const DataPart* shuffled)
{
    PartOutputs part;
    const auto count = static_cast<std::size_t>(rows);
    part.outputs.resize(count * static_cast<std::size_t>(width));
    if (data.target == TargetForm::OneValue || data.target == TargetForm::Itself)
        part.values.resize(count);
    if (shuffled == nullptr)
        return part;
    part.trueClass.resize(shuffled->trueClass.size());
    part.trueValue.resize(shuffled->trueValue.size());
    part.previousValue.resize(shuffled->previousValue.size());
    return part;
}

void orderLabels(PartOutputs& part, const PreparedData& data, std::span<const std::int32_t> order)
{
    const auto labels = static_cast<std::size_t>(data.labelsPerSample());
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto row = static_cast<std::size_t>(order[i]);
        if (!part.trueValue.empty())
            part.trueValue[i] = data.train.trueValue[row];
        if (!part.previousValue.empty())
            part.previousValue[i] = data.train.previousValue[row];
        for (std::size_t l = 0; l < labels && !part.trueClass.empty(); ++l)
            part.trueClass[i * labels + l] = data.train.trueClass[row * labels + l];
    }
}

Predictions predictionsOf(PartOutputs& part, const PreparedData& data, const DataPart* labels)
{
    const bool itself = data.target == TargetForm::Itself;
    for (std::size_t i = 0; i < part.values.size(); ++i)
        part.values[i] = itself ? part.outputs[i]
                                : static_cast<float>(static_cast<double>(part.outputs[i]) * data.targetScale +
                                                     data.targetOffset);
    Predictions predictions;
    predictions.task = data.task;
    predictions.classes = static_cast<int>(data.classNames.size());
    if (part.values.empty())
        predictions.probabilities = part.outputs;
    predictions.predicted = part.values;
    predictions.trueClass =
        labels ? std::span(labels->trueClass) : std::span<const std::int32_t>(part.trueClass);
    predictions.trueValue = labels ? std::span(labels->trueValue) : std::span<const float>(part.trueValue);
    predictions.previousValue =
        labels ? std::span(labels->previousValue) : std::span<const float>(part.previousValue);
    return predictions;
}

Predictions predictionsOf(const PartPrediction& prediction, const PreparedData& data, const DataPart& part)
{
    Predictions predictions;
    predictions.task = data.task;
    predictions.classes = static_cast<int>(data.classNames.size());
    predictions.probabilities = prediction.probabilities;
    predictions.predicted = prediction.values;
    predictions.trueClass = part.trueClass;
    predictions.trueValue = part.trueValue;
    predictions.previousValue = part.previousValue;
    predictions.threshold = prediction.threshold;
    return predictions;
}

double anomalyThreshold(std::vector<float> scores)
{
    if (scores.empty())
        return 0.0;
    const auto at = static_cast<std::ptrdiff_t>(std::ceil(0.95 * static_cast<double>(scores.size()))) - 1;
    const auto place = scores.begin() + std::max<std::ptrdiff_t>(at, 0);
    std::nth_element(scores.begin(), place, scores.end());
    return static_cast<double>(*place);
}

} // namespace tunescope
