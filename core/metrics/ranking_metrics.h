// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric_registry.h"

namespace tunescope {

/// Area under the ROC curve of one class against the rest: the chance that a row of the class gets a higher
/// probability than another row, ties counted half. Not-a-number if the class has all rows or none, or if a
/// probability is not finite.
[[nodiscard]] double rocAuc(const Predictions& predictions, int classIndex);

/// Average precision of one class against the rest: the sum over thresholds of (gain in recall) x precision,
/// rows of equal probability taken together. Not-a-number if the class has no rows or a probability is not
/// finite.
[[nodiscard]] double averagePrecision(const Predictions& predictions, int classIndex);

/// The largest recall of one class against the rest at a threshold that calls at most the share `rate` of the
/// other rows positive. Not-a-number like rocAuc().
[[nodiscard]] double recallAtFalsePositiveRate(const Predictions& predictions, int classIndex, double rate);

/// Mean of a one-against-the-rest score over the classes where it is defined; not-a-number if there is none.
[[nodiscard]] double meanOverClasses(const Predictions& predictions,
                                     double (*score)(const Predictions&, int));

/// Share of rows whose true class is among the `k` most probable (lower index first on ties).
[[nodiscard]] double topKAccuracy(const Predictions& predictions, int k);

} // namespace tunescope
