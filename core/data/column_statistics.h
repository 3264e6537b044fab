// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace tunescope {

/// Not-a-number for no values.
[[nodiscard]] double meanOf(std::span<const double> values);

/// Population standard deviation (divided by N); two passes, so that a large mean costs no digits.
[[nodiscard]] double deviationOf(std::span<const double> values, double mean);

/// Quantile by linear interpolation between order statistics (numpy's default); `values` are reordered.
/// Not-a-number for no values.
[[nodiscard]] double quantileOf(std::vector<double>& values, double share);

} // namespace tunescope
