// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tunescope {

/// exp(x^2) erfc(x), to 1e-13 relative; infinite below about -26.
///
/// Source: for x >= 8 the asymptotic series of Abramowitz & Stegun 7.1.23.
[[nodiscard]] double erfcx(double x);

/// The number that a standard normal variable stays below with probability p, 0 < p < 1.
[[nodiscard]] double gaussianQuantile(double p);
[[nodiscard]] double gaussianCdf(double z);

/// log(phi(z) + z Phi(z)): the logarithm of the expected improvement of a normal variable of deviation 1
/// whose mean is z better than the incumbent. Finite for every finite z.
///
/// Source: Ament et al., "Unexpected Improvements to Expected Improvement for Bayesian Optimization",
/// NeurIPS 2023, equation 9; below -50 four terms of the series instead of its first.
[[nodiscard]] double logImprovement(double z);

/// Expected improvement sigma h(z), h = phi + z Phi, in logarithms, and what it changes with.
struct LogImprovement {
    double value = 0.0;
    double byMean = 0.0;      ///< d value / d mean (less is better).
    double byDeviation = 0.0; ///< d value / d deviation.
};

/// For a prediction `mean`, `deviation` > 0 and an incumbent; less is better.
[[nodiscard]] LogImprovement logExpectedImprovement(double mean, double deviation, double incumbent);

} // namespace tunescope
