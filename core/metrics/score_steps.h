// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric_registry.h"

#include <vector>

namespace tunescope {

/// Rows that share one score for a class.
struct ScoreStep {
    float score = 0.0F;
    double positives = 0.0; ///< Rows of the class.
    double negatives = 0.0; ///< Other rows.
};

/// The rows grouped by their score for the class, from the highest score down. The score is the probability
/// of the class or, for anomalies, the anomaly score (with the other sign for class 0). Empty if a score is
/// not finite, because such rows have no order, and where nothing was scored.
[[nodiscard]] std::vector<ScoreStep> scoreSteps(const Predictions& predictions, int classIndex);

/// The sum of all steps; its score means nothing.
[[nodiscard]] ScoreStep totalOf(const std::vector<ScoreStep>& steps);

} // namespace tunescope
