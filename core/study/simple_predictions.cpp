// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/simple_predictions.h"

#include "core/data/projection.h"
#include "core/metrics/metric_registry.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace tunescope {
namespace {

constexpr double kCalledNormal = 0.95;
constexpr int kShades = 64;

/// Counts to probabilities; one is added so that nothing is impossible.
std::vector<float> smoothed(const std::vector<double>& counts)
{
    const double all =
        std::accumulate(counts.begin(), counts.end(), 0.0) + static_cast<double>(counts.size());
    std::vector<float> shares;
    for (const double count : counts)
        shares.push_back(static_cast<float>((count + 1.0) / all));
    return shares;
}

void append(std::vector<float>& all, const std::vector<float>& one)
{
    all.insert(all.end(), one.begin(), one.end());
}

std::vector<float> classShares(const PreparedData& data)
{
    std::vector<float> shares(data.classNames.size(), 0.0F);
    for (const std::int32_t trueClass : data.train.trueClass)
        shares[static_cast<std::size_t>(trueClass)] += 1.0F;
    for (float& share : shares)
        share /= static_cast<float>(data.train.trueClass.size());
    return shares;
}

/// Class probabilities of every label by the number that `keyOf` gives it.
template <class KeyOf>
SimplePrediction byKey(const PreparedData& data, std::size_t keys, KeyOf keyOf)
{
    const std::size_t classes = data.classNames.size();
    std::vector<std::vector<double>> counts(keys, std::vector<double>(classes, 0.0));
    for (std::size_t i = 0; i < data.train.trueClass.size(); ++i)
        counts[keyOf(data.train, i)][static_cast<std::size_t>(data.train.trueClass[i])] += 1.0;
    std::vector<std::vector<float>> shares;
    for (const std::vector<double>& row : counts)
        shares.push_back(smoothed(row));
    SimplePrediction prediction;
    for (std::size_t i = 0; i < data.validation.trueClass.size(); ++i)
        append(prediction.probabilities, shares[keyOf(data.validation, i)]);
    return prediction;
}

/// A pixel by its brightness; of colours the first channel.
SimplePrediction byBrightness(const PreparedData& data)
{
    const auto values = data.train.inputs.span();
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const float start = *low;
    const float width = std::max(*high - *low, 1e-12F);
    const auto pixels = static_cast<std::size_t>(data.shape.height * data.shape.width);
    return byKey(data, kShades, [=](const DataPart& part, std::size_t label) {
        const float value = part.inputs.row(static_cast<std::int64_t>(label / pixels))[label % pixels];
        const float shade = std::clamp((value - start) / width, 0.0F, 1.0F);
        return std::min<std::size_t>(kShades - 1, static_cast<std::size_t>(shade * kShades));
    });
}

SimplePrediction bySymbolBefore(const PreparedData& data)
{
    return byKey(data, data.classNames.size(), [](const DataPart& part, std::size_t label) {
        return static_cast<std::size_t>(part.tokens[label]);
    });
}

/// Squared distances of rows from the nearest point of a plane (`axes` 2), or from its centre (`axes` 0).
std::vector<float> distances(const Tensor& inputs, const PrincipalPlane& plane, std::size_t axes)
{
    std::vector<float> result;
    for (std::int64_t i = 0; i < inputs.rows(); ++i) {
        const std::span<const float> row = inputs.row(i);
        const auto along = plane.place(row);
        double squares = 0.0;
        for (std::size_t f = 0; f < row.size(); ++f)
            squares += (row[f] - plane.centre[f]) * (row[f] - plane.centre[f]);
        for (std::size_t a = 0; a < axes; ++a)
            squares -= along[a] * along[a];
        result.push_back(static_cast<float>(std::max(squares, 0.0)));
    }
    return result;
}

SimplePrediction byDistance(const PreparedData& data, std::size_t axes)
{
    const PrincipalPlane plane = principalPlane(data.train.inputs);
    std::vector<float> known = distances(data.train.inputs, plane, axes);
    const auto place = static_cast<std::ptrdiff_t>(kCalledNormal * static_cast<double>(known.size() - 1));
    std::nth_element(known.begin(), known.begin() + place, known.end());
    return {.values = distances(data.validation.inputs, plane, axes),
            .threshold = known[static_cast<std::size_t>(place)]};
}

/// Mean of -log of the true class's probability, or of the squared error.
double lossOf(const Predictions& predictions)
{
    double sum = 0.0;
    const auto classes = static_cast<std::size_t>(predictions.classes);
    if (predictions.probabilities.empty()) {
        for (std::size_t i = 0; i < predictions.predicted.size(); ++i) {
            const double error = predictions.trueValue.empty()
                                     ? std::sqrt(predictions.predicted[i])
                                     : predictions.predicted[i] - predictions.trueValue[i];
            sum += error * error / static_cast<double>(predictions.predicted.size());
        }
        return sum;
    }
    for (std::size_t i = 0; i < predictions.trueClass.size(); ++i) {
        const float share =
            predictions.probabilities[i * classes + static_cast<std::size_t>(predictions.trueClass[i])];
        sum -= std::log(std::max(double{share}, 1e-12)) / static_cast<double>(predictions.trueClass.size());
    }
    return sum;
}

} // namespace

SimplePrediction constantPrediction(const PreparedData& data)
{
    SimplePrediction prediction;
    if (data.target == TargetForm::Itself)
        return byDistance(data, 0);
    if (data.target == TargetForm::OneValue) {
        if (!data.validation.previousValue.empty()) {
            prediction.values = data.validation.previousValue;
            return prediction;
        }
        const auto& values = data.train.trueValue;
        const double mean =
            std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
        prediction.values.assign(static_cast<std::size_t>(data.validation.size()), static_cast<float>(mean));
        return prediction;
    }
    const std::vector<float> shares = classShares(data);
    for (std::size_t i = 0; i < data.validation.trueClass.size(); ++i)
        append(prediction.probabilities, shares);
    return prediction;
}

SimplePrediction directPrediction(const PreparedData& data)
{
    switch (data.target) {
    case TargetForm::PixelClass:
        return byBrightness(data);
    case TargetForm::NextToken:
        return bySymbolBefore(data);
    case TargetForm::Itself:
        return byDistance(data, 2);
    case TargetForm::OneClass:
    case TargetForm::OneValue:
        break;
    }
    return {};
}

double metricOf(const PreparedData& data, const SimplePrediction& prediction, const std::string& metric)
{
    if (prediction.probabilities.empty() && prediction.values.empty())
        return std::numeric_limits<double>::quiet_NaN();
    Predictions predictions{.task = data.task,
                            .classes = static_cast<int>(data.classNames.size()),
                            .probabilities = prediction.probabilities,
                            .trueClass = data.validation.trueClass,
                            .predicted = prediction.values,
                            .trueValue = data.validation.trueValue,
                            .previousValue = data.validation.previousValue,
                            .threshold = prediction.threshold};
    predictions.meanLoss = lossOf(predictions);
    return computeMetrics(predictions, std::span(&metric, 1)).front();
}

} // namespace tunescope
