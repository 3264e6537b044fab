// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric_registry.h"

#include <vector>

namespace tunescope {

/// Rows with a score of at least `threshold` are called positive.
struct RocPoint {
    double threshold = 0.0;         ///< Infinite for the first point: nothing is called positive.
    double falsePositiveRate = 0.0; ///< 0..1
    double truePositiveRate = 0.0;  ///< 0..1
};

struct PrPoint {
    double threshold = 0.0; ///< Infinite for the first point: nothing is called positive.
    double recall = 0.0;    ///< 0..1
    double precision = 1.0; ///< 0..1; 1 for the first point.
};

/// The ROC curve of one class against the rest, from (0, 0) to (1, 1). Points on a straight line between
/// their neighbours are left out; of what is left at most `mostPoints` (at least 2) are kept, evenly along
/// the curve. Empty if the class has all rows or none, or a score is not finite.
[[nodiscard]] std::vector<RocPoint> rocCurve(const Predictions& predictions, int classIndex,
                                             std::size_t mostPoints = 200);

/// The precision-recall curve of one class against the rest, from recall 0 to recall 1, thinned out like
/// rocCurve(). Empty if the class has no rows or a score is not finite.
[[nodiscard]] std::vector<PrPoint> prCurve(const Predictions& predictions, int classIndex,
                                           std::size_t mostPoints = 200);

} // namespace tunescope
