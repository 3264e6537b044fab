// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tunescope {

/// A straight line through values at 0, 1, 2, ...; not-a-number with fewer than three finite values.
struct CurveSlope {
    double perEpoch = 0.0;
    double error = 0.0; ///< Standard error of `perEpoch`.
};

/// Ordinary least squares; values that are not finite are left out.
[[nodiscard]] CurveSlope slopeOf(std::span<const double> values);

/// Standard deviation of what jumps from epoch to epoch, whatever the trend: from second differences, robust
/// against single outliers. 0 with fewer than four values.
///
/// Source: Gasser, Sroka & Jennen-Steinmetz, "Residual variance and residual pattern in nonlinear
/// regression", Biometrika 73, 1986; here with the median absolute value instead of the mean square.
[[nodiscard]] double curveNoise(std::span<const double> values);

/// Mean size of the change from one value to the next; 0 with fewer than two.
[[nodiscard]] double meanChange(std::span<const double> values);

/// Running median of `width` values (odd), shorter at the ends.
[[nodiscard]] std::vector<double> runningMedian(std::span<const double> values, std::size_t width);

/// Median of the finite values; not-a-number where there are none.
[[nodiscard]] double medianOf(std::vector<double> values);

/// The last `count` values.
[[nodiscard]] std::span<const double> lastValues(std::span<const double> values, std::size_t count);

/// Standard error of a share measured on `rows` rows, one success and one failure added so that 0 and 1 have
/// one too (Agresti & Coull, "Approximate is better than exact", The American Statistician 52, 1998).
[[nodiscard]] double shareError(double share, double rows);

/// Lower end of the 95 % interval of a share (Wilson, JASA 22, 1927).
[[nodiscard]] double wilsonLow(double share, double rows);

} // namespace tunescope
