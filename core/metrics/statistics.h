// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace tunescope {

/// Regularised incomplete beta function I_x(a, b), a, b > 0, 0 <= x <= 1; to about 1e-14.
/// Source: NIST Digital Library of Mathematical Functions, 8.17.22 (continued fraction), by Lentz's method.
[[nodiscard]] double incompleteBeta(double a, double b, double x);

/// P(T <= t) for Student's t with `freedom` > 0 degrees of freedom.
[[nodiscard]] double studentCdf(double t, double freedom);

/// The t with P(T <= t) = `probability`, 0 < probability < 1. Bisection on studentCdf(), to 1e-12 relative.
[[nodiscard]] double studentQuantile(double probability, double freedom);

/// P(Z <= z) for a standard normal Z.
[[nodiscard]] double normalCdf(double z);

/// P(Q > q), Q the studentized range of `groups` >= 2 means with `freedom` >= 1 degrees of freedom of their
/// common variance; to about 1e-5 (5e-4 for one degree of freedom).
///
/// P(Q <= q) = integral over s of the density of s = sqrt(chi2/freedom) times
/// groups * integral phi(z) (Phi(z) - Phi(z - q s))^(groups - 1) dz.
/// Source: Tukey, "The problem of multiple comparisons", 1953; the integral as in Copenhaver & Holland, Journal
/// of Statistical Computation and Simulation 30, 1988. Oracle: R's ptukey, in tests/metrics/tst_statistics.cpp.
[[nodiscard]] double studentizedRangeTail(double q, int groups, double freedom);

/// What some numbers say about their mean.
struct MeanInterval {
    int count = 0;
    double mean = 0.0;
    double deviation = 0.0; ///< Of the sample (n - 1); not-a-number for fewer than two.
    double low = 0.0;       ///< Mean -+ t * deviation / sqrt(n); not-a-number for fewer than two.
    double high = 0.0;

    friend bool operator==(const MeanInterval&, const MeanInterval&) = default;
};

/// Two-sided interval of Student's t. Exact for normal numbers; `level` is 0.95 for 95 %.
/// Source: Student, "The probable error of a mean", Biometrika 6, 1908.
[[nodiscard]] MeanInterval meanInterval(std::span<const double> values, double level = 0.95);

/// Differences of pairs: a[i] - b[i].
struct PairedComparison {
    MeanInterval difference;
    double p = 1.0; ///< Two-sided, that the mean difference is 0; 1 where all differences are 0, or for one pair.
};

/// Paired t test. `a` and `b` have the same length.
[[nodiscard]] PairedComparison comparePairs(std::span<const double> a, std::span<const double> b, double level = 0.95);

/// Expected maximum of `count` >= 1 independent standard normal numbers: integral of z times the density
/// count * phi(z) * Phi(z)^(count - 1).
/// Source: David & Nagaraja, "Order Statistics", 3rd edition, 2003, section 3.1.
[[nodiscard]] double expectedMaximum(int count);

} // namespace tunescope
