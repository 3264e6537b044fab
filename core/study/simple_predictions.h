// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/prepared_data.h"

#include <string>
#include <vector>

namespace tunescope {

/// Answers for the validation part that need no network.
struct SimplePrediction {
    std::vector<float> probabilities; ///< [labels, K]
    std::vector<float> values;        ///< [N]: numbers, or anomaly scores.
    double threshold = 0.0;           ///< Anomalies: the score that 95 % of the training rows stay below.
};

/// What needs no look at the sample: the class shares of the training part (of samples, pixels or symbols),
/// its mean or, for forecasts, the last known value; for anomalies the squared distance from its mean.
[[nodiscard]] SimplePrediction constantPrediction(const PreparedData& data);

/// What can be read off directly: a pixel's class by its brightness alone, the next symbol by the one before
/// it, for anomalies the squared distance from the plane in which the training part differs most. Empty for
/// other tasks, which have a linear model.
[[nodiscard]] SimplePrediction directPrediction(const PreparedData& data);

/// The metric of an answer, not-a-number for an empty one.
[[nodiscard]] double metricOf(const PreparedData& data, const SimplePrediction& prediction,
                              const std::string& metric);

} // namespace tunescope
