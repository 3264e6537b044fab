// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/curve_forecast.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>

namespace tunescope {
namespace {

constexpr std::array kExponents{-1.0, 0.1, 0.25, 0.5, 0.8, 1.2, 1.8, 2.5};
constexpr double kMismatch = 0.05; ///< Share of the spread by which even a perfect fit may be wrong.

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// 1.4826 x the median absolute deviation of first differences, over sqrt(2): the noise of a single value.
double noiseOf(std::span<const IntermediateValue> values)
{
    std::vector<double> steps;
    for (std::size_t i = 1; i < values.size(); ++i)
        steps.push_back(values[i].value - values[i - 1].value);
    const double centre = median(steps);
    for (double& step : steps)
        step = std::abs(step - centre);
    return 1.4826 * median(std::move(steps)) / std::numbers::sqrt2;
}

struct Posterior {
    double mean = 0.0; ///< Of c.
    double variance = 0.0;
    double logEvidence = 0.0;
};

/// The conjugate update of (c, a) for one exponent. `values` end at 0 and have the spread 1; the prior of c
/// is N(0, 1), that of a is N(0, priorA^2).
Posterior posteriorFor(double exponent, std::span<const IntermediateValue> values, int horizon, double noise)
{
    const double end = std::pow(horizon + 1.0, -exponent);
    const double reach = std::pow(2.0, -exponent) - end; // the model's fall from step 1 to the horizon
    const double last = values.back().step;
    const double priorA = 2.0 / std::abs(reach);
    double cc = 1.0;
    double ca = 0.0;
    double aa = 1.0;
    double c = 0.0;
    double a = 0.0;
    double squares = 0.0;
    double logNoise = 0.0;
    for (const auto& [step, y] : values) {
        const double weight = std::exp((step - last) / (last / 2.0)) / (noise * noise);
        const double shape = priorA * (std::pow(step + 1.0, -exponent) - end);
        cc += weight;
        ca += weight * shape;
        aa += weight * shape * shape;
        c += weight * y;
        a += weight * shape * y;
        squares += weight * y * y;
        logNoise += std::log(weight);
    }
    const double determinant = cc * aa - ca * ca;
    const double meanC = (aa * c - ca * a) / determinant;
    const double meanA = (cc * a - ca * c) / determinant;
    // log N(y; 0, noise + F F'), by the matrix determinant lemma and Woodbury.
    const double fit = squares - (c * meanC + a * meanA);
    return {.mean = meanC,
            .variance = aa / determinant,
            .logEvidence = -0.5 * (fit + std::log(determinant) - logNoise)};
}

} // namespace

double CurveForecast::mean() const
{
    double sum = 0.0;
    for (const Part& part : parts)
        sum += part.weight * part.mean;
    return sum;
}

double CurveForecast::chanceBelow(double level) const
{
    double chance = 0.0;
    for (const Part& part : parts)
        chance += part.weight * 0.5 * std::erfc((part.mean - level) / (part.deviation * std::numbers::sqrt2));
    return chance;
}

CurveForecast forecastCurve(std::span<const IntermediateValue> curve, int horizon)
{
    const auto [low, high] = std::minmax_element(
        curve.begin(), curve.end(),
        [](const IntermediateValue& a, const IntermediateValue& b) { return a.value < b.value; });
    const double spread = high->value - low->value;
    const double end = curve.back().value;
    CurveForecast forecast;
    if (!(spread > 0.0)) {
        // A flat curve: it will stay where it is, as far as anyone can tell.
        const double deviation = std::max(std::abs(end) * 1e-6, 1e-12);
        forecast.parts.push_back({.weight = 1.0, .mean = end, .deviation = deviation});
        return forecast;
    }
    std::vector<IntermediateValue> scaled(curve.begin(), curve.end());
    for (IntermediateValue& point : scaled)
        point.value = (point.value - end) / spread;
    const double noise = std::max(noiseOf(scaled), 0.01);
    const double temper = std::min(1.0, 6.0 / static_cast<double>(curve.size()));
    std::array<Posterior, kExponents.size()> posteriors;
    double highest = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < kExponents.size(); ++i) {
        posteriors[i] = posteriorFor(kExponents[i], scaled, horizon, noise);
        highest = std::max(highest, posteriors[i].logEvidence);
    }
    double total = 0.0;
    for (const Posterior& posterior : posteriors) {
        const double weight = std::exp(temper * (posterior.logEvidence - highest));
        const double deviation = std::sqrt(posterior.variance + kMismatch * kMismatch);
        forecast.parts.push_back(
            {.weight = weight, .mean = end + spread * posterior.mean, .deviation = spread * deviation});
        total += weight;
    }
    for (CurveForecast::Part& part : forecast.parts)
        part.weight /= total;
    return forecast;
}

} // namespace tunescope
