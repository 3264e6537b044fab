// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/gp/gp_math.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace tunescope {
namespace {

constexpr double kLogRoot2Pi = 0.91893853320467274178;
constexpr double kSqrtHalfPi = 1.25331413731550025121;
constexpr double kSeriesFrom = 8.0;
constexpr double kTailFrom = -50.0;

double logDensity(double z)
{
    return -0.5 * z * z - kLogRoot2Pi;
}

/// log(h(z) / phi(z)) for z <= -1.
double logMillsRest(double z)
{
    if (z > kTailFrom)
        return std::log1p(z * kSqrtHalfPi * erfcx(-z / std::numbers::sqrt2));
    const double w = 1.0 / (z * z);
    return std::log(w) + std::log1p(w * (-3.0 + w * (15.0 - 105.0 * w)));
}

} // namespace

double erfcx(double x)
{
    if (x < 0.0)
        return 2.0 * std::exp(x * x) - erfcx(-x);
    if (x < kSeriesFrom) {
        const double square = x * x;
        const double rest = std::fma(x, x, -square); // What rounding took off the square.
        return std::exp(square) * (1.0 + rest) * std::erfc(x);
    }
    const double w = 0.5 / (x * x);
    double sum = 1.0;
    double term = 1.0;
    for (int k = 1; k <= 16; ++k) {
        term *= -(2.0 * k - 1.0) * w;
        sum += term;
    }
    return sum / (x * std::sqrt(std::numbers::pi));
}

double gaussianCdf(double z)
{
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double gaussianQuantile(double p)
{
    if (p > 0.5)
        return -gaussianQuantile(1.0 - p);
    // Abramowitz & Stegun 26.2.23 to 4.5e-4, then Newton's method with its second-order term.
    const double t = std::sqrt(-2.0 * std::log(p));
    double z =
        (2.515517 + t * (0.802853 + t * 0.010328)) / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))) -
        t;
    for (int k = 0; k < 3; ++k) {
        const double error = (gaussianCdf(z) - p) * std::exp(-logDensity(z));
        z -= error / (1.0 + 0.5 * z * error);
    }
    return z;
}

double logImprovement(double z)
{
    if (z > -1.0)
        return std::log(std::exp(logDensity(z)) + z * gaussianCdf(z));
    return logDensity(z) + logMillsRest(z);
}

LogImprovement logExpectedImprovement(double mean, double deviation, double incumbent)
{
    const double z = (incumbent - mean) / deviation;
    LogImprovement result;
    if (z > -1.0) {
        const double h = std::exp(logDensity(z)) + z * gaussianCdf(z);
        result.value = std::log(deviation) + std::log(h);
        result.byMean = -gaussianCdf(z) / (h * deviation);
        result.byDeviation = std::exp(logDensity(z)) / (h * deviation);
        return result;
    }
    const double rest = logMillsRest(z);
    const double byDensity = std::exp(-rest); // phi / h
    result.value = std::log(deviation) + logDensity(z) + rest;
    // Phi = (h - phi) / z.
    result.byMean = -(1.0 - byDensity) / (z * deviation);
    result.byDeviation = byDensity / deviation;
    return result;
}

} // namespace tunescope
