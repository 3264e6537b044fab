// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/regression_metrics.h"

#include <cmath>
#include <limits>

namespace tunescope {

RegressionErrors regressionErrors(std::span<const float> predicted, std::span<const float> trueValue)
{
    constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
    if (trueValue.empty())
        return {.rmse = kNoValue, .mae = kNoValue, .r2 = kNoValue};

    const auto count = static_cast<double>(trueValue.size());
    double mean = 0.0;
    for (const float value : trueValue)
        mean += value / count;

    double squared = 0.0;
    double absolute = 0.0;
    double deviation = 0.0;
    for (std::size_t i = 0; i < trueValue.size(); ++i) {
        const double error = double{predicted[i]} - double{trueValue[i]};
        squared += error * error;
        absolute += std::abs(error);
        deviation += (trueValue[i] - mean) * (trueValue[i] - mean);
    }
    return {.rmse = std::sqrt(squared / count),
            .mae = absolute / count,
            .r2 = deviation > 0.0 ? 1.0 - squared / deviation : kNoValue};
}

double directionalAccuracy(const Predictions& predictions)
{
    if (predictions.previousValue.size() != predictions.trueValue.size())
        return std::numeric_limits<double>::quiet_NaN();
    std::size_t counted = 0;
    std::size_t hits = 0;
    for (std::size_t i = 0; i < predictions.trueValue.size(); ++i) {
        const double before = predictions.previousValue[i];
        const double change = predictions.trueValue[i] - before;
        const double expected = predictions.predicted[i] - before;
        if (change == 0.0)
            continue;
        ++counted;
        hits += change * expected > 0.0 ? 1 : 0;
    }
    return counted == 0 ? std::numeric_limits<double>::quiet_NaN()
                        : static_cast<double>(hits) / static_cast<double>(counted);
}

} // namespace tunescope
