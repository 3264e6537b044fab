// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace tunescope {
namespace {

constexpr double kNotDefined = std::numeric_limits<double>::quiet_NaN();

/// The continued fraction of DLMF 8.17.22, which converges fast for x < (a + 1) / (a + b + 2).
double betaFraction(double a, double b, double x)
{
    constexpr int kMostTerms = 500;
    constexpr double kTiny = 1e-300;
    constexpr double kEnough = 1e-15;
    double c = 1.0;
    double d = 1.0 - (a + b) * x / (a + 1.0);
    d = 1.0 / (std::abs(d) < kTiny ? kTiny : d);
    double fraction = d;
    const auto take = [&](double term) {
        d = 1.0 + term * d;
        c = 1.0 + term / c;
        d = 1.0 / (std::abs(d) < kTiny ? kTiny : d);
        c = std::abs(c) < kTiny ? kTiny : c;
        fraction *= d * c;
        return std::abs(d * c - 1.0);
    };
    for (int m = 1; m <= kMostTerms; ++m) {
        const double n = m;
        (void)take(n * (b - n) * x / ((a + 2.0 * n - 1.0) * (a + 2.0 * n)));
        if (take(-(a + n) * (a + b + n) * x / ((a + 2.0 * n) * (a + 2.0 * n + 1.0))) < kEnough)
            break;
    }
    return fraction;
}

/// Nodes of the composite Gauss-Legendre rule with eight points a piece: calls f(x, weight).
template <class Function>
double integrate(double low, double high, int pieces, const Function& f)
{
    constexpr double kPoints[] = {0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363};
    constexpr double kWeights[] = {0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763};
    const double half = (high - low) / pieces / 2.0;
    double sum = 0.0;
    for (int piece = 0; piece < pieces; ++piece) {
        const double middle = low + half * (2.0 * piece + 1.0);
        for (int i = 0; i < 4; ++i)
            sum += kWeights[i] * (f(middle - half * kPoints[i]) + f(middle + half * kPoints[i]));
    }
    return sum * half;
}

double normalDensity(double z)
{
    return std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
}

/// P(range of `groups` standard normal numbers <= width).
double rangeCdf(double width, int groups)
{
    if (width <= 0.0)
        return 0.0;
    constexpr double kFar = 8.5; // beyond, the normal density is below 1e-16
    const double integral = integrate(-kFar, kFar, 10, [&](double z) {
        return normalDensity(z) * std::pow(std::max(normalCdf(z) - normalCdf(z - width), 0.0), groups - 1);
    });
    return std::min(groups * integral, 1.0);
}

} // namespace

double incompleteBeta(double a, double b, double x)
{
    if (x <= 0.0)
        return 0.0;
    if (x >= 1.0)
        return 1.0;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    if (x < (a + 1.0) / (a + b + 2.0))
        return front * betaFraction(a, b, x) / a;
    return 1.0 - front * betaFraction(b, a, 1.0 - x) / b;
}

double studentCdf(double t, double freedom)
{
    const double tail = 0.5 * incompleteBeta(freedom / 2.0, 0.5, freedom / (freedom + t * t));
    return t > 0.0 ? 1.0 - tail : tail;
}

double studentQuantile(double probability, double freedom)
{
    const double upper = std::max(probability, 1.0 - probability);
    double low = 0.0;
    double high = 1.0;
    constexpr double kMost = 1e18;
    while (studentCdf(high, freedom) < upper && high < kMost)
        high *= 2.0;
    for (int i = 0; i < 200 && high - low > 1e-13 * high; ++i) {
        const double middle = (low + high) / 2.0;
        (studentCdf(middle, freedom) < upper ? low : high) = middle;
    }
    const double t = (low + high) / 2.0;
    return probability < 0.5 ? -t : t;
}

double normalCdf(double z)
{
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double studentizedRangeTail(double q, int groups, double freedom)
{
    if (!(q > 0.0))
        return 1.0;
    constexpr double kNormal = 25000.0; // from there on the variance is known as good as exactly
    if (freedom > kNormal)
        return std::max(1.0 - rangeCdf(q, groups), 0.0);
    // Density of s = sqrt(chi2 / v): 2 (v/2)^(v/2) / Gamma(v/2) * s^(v-1) * exp(-v s^2 / 2).
    const double half = freedom / 2.0;
    const double constant = std::numbers::ln2 + half * std::log(half) - std::lgamma(half);
    const double spread = 1.0 / std::sqrt(2.0 * freedom); // about the deviation of s
    const double low = std::max(1.0 - 8.0 * spread, 0.0);
    const double high = 1.0 + 10.0 * spread;
    const double below = integrate(low, high, 6, [&](double s) {
        if (s <= 0.0)
            return 0.0;
        const double density = std::exp(constant + (freedom - 1.0) * std::log(s) - half * s * s);
        return density * rangeCdf(q * s, groups);
    });
    return std::clamp(1.0 - below, 0.0, 1.0);
}

MeanInterval meanInterval(std::span<const double> values, double level)
{
    MeanInterval interval{static_cast<int>(values.size()), kNotDefined, kNotDefined, kNotDefined, kNotDefined};
    if (values.empty())
        return interval;
    const auto count = static_cast<double>(values.size());
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    interval.mean = sum / count;
    // The mean of equal numbers is that number, whatever rounding made of their sum.
    if (std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); }))
        interval.mean = values.front();
    if (values.size() < 2)
        return interval;
    double squares = 0.0;
    for (const double value : values)
        squares += (value - interval.mean) * (value - interval.mean);
    interval.deviation = std::sqrt(squares / (count - 1.0));
    const double half = studentQuantile(0.5 + level / 2.0, count - 1.0) * interval.deviation / std::sqrt(count);
    interval.low = interval.mean - half;
    interval.high = interval.mean + half;
    return interval;
}

PairedComparison comparePairs(std::span<const double> a, std::span<const double> b, double level)
{
    std::vector<double> differences;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        differences.push_back(a[i] - b[i]);
    PairedComparison result{meanInterval(differences, level)};
    const MeanInterval& difference = result.difference;
    if (difference.count < 2)
        return result;
    if (difference.deviation == 0.0) {
        result.p = difference.mean == 0.0 ? 1.0 : 0.0;
        return result;
    }
    const double t = difference.mean / (difference.deviation / std::sqrt(static_cast<double>(difference.count)));
    result.p = 2.0 * studentCdf(-std::abs(t), difference.count - 1.0);
    return result;
}

double expectedMaximum(int count)
{
    if (count <= 1)
        return 0.0;
    constexpr double kFar = 9.0;
    return integrate(-kFar, kFar, 64, [&](double z) {
        return z * count * normalDensity(z) * std::pow(normalCdf(z), count - 1);
    });
}

} // namespace tunescope
