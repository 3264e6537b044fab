// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric_registry.h"

#include <span>

namespace tunescope {

/// Errors of predicted numbers [N] against true ones [N], in the target's units; not-a-number for no rows.
struct RegressionErrors {
    double rmse; ///< Root of the mean squared error.
    double mae;  ///< Mean absolute error.
    double r2; ///< 1 - squared error / squared deviation from the mean; not-a-number if that deviation is 0.
};

[[nodiscard]] RegressionErrors regressionErrors(std::span<const float> predicted,
                                                std::span<const float> trueValue);

/// Share of rows whose predicted change from `previousValue` has the sign of the true change; rows without a
/// true change are not counted. Not-a-number without previous values or without such rows.
[[nodiscard]] double directionalAccuracy(const Predictions& predictions);

} // namespace tunescope
