// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/curve_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

} // namespace

CurveSlope slopeOf(std::span<const double> values)
{
    double n = 0.0, sumX = 0.0, sumY = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i]))
            continue;
        n += 1.0;
        sumX += static_cast<double>(i);
        sumY += values[i];
    }
    if (n < 3.0)
        return {kNoNumber, kNoNumber};
    const double meanX = sumX / n;
    const double meanY = sumY / n;
    double xx = 0.0, xy = 0.0, yy = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i]))
            continue;
        const double dx = static_cast<double>(i) - meanX;
        const double dy = values[i] - meanY;
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
    }
    const double slope = xy / xx;
    const double residual = std::max(yy - slope * xy, 0.0);
    return {slope, std::sqrt(residual / (n - 2.0) / xx)};
}

double curveNoise(std::span<const double> values)
{
    std::vector<double> bends;
    for (std::size_t i = 2; i < values.size(); ++i) {
        const double bend = values[i - 2] - 2.0 * values[i - 1] + values[i];
        if (std::isfinite(bend))
            bends.push_back(std::abs(bend));
    }
    if (bends.size() < 2)
        return 0.0;
    constexpr double kMedianToDeviation = 1.4826;    // of a normal distribution
    const double bendsPerDeviation = std::sqrt(6.0); // variance of a - 2b + c
    return kMedianToDeviation * medianOf(std::move(bends)) / bendsPerDeviation;
}

double meanChange(std::span<const double> values)
{
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 1; i < values.size(); ++i) {
        const double change = std::abs(values[i] - values[i - 1]);
        if (!std::isfinite(change))
            continue;
        sum += change;
        ++count;
    }
    return count == 0 ? 0.0 : sum / static_cast<double>(count);
}

std::vector<double> runningMedian(std::span<const double> values, std::size_t width)
{
    std::vector<double> result;
    result.reserve(values.size());
    const std::size_t reach = width / 2;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t near = std::min({reach, i, values.size() - 1 - i}); // symmetric, so trends stay
        const auto first = values.begin() + static_cast<std::ptrdiff_t>(i - near);
        result.push_back(medianOf({first, first + static_cast<std::ptrdiff_t>(2 * near + 1)}));
    }
    return result;
}

double medianOf(std::vector<double> values)
{
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.empty())
        return kNoNumber;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2.0;
}

std::span<const double> lastValues(std::span<const double> values, std::size_t count)
{
    return values.last(std::min(count, values.size()));
}

double shareError(double share, double rows)
{
    const double n = rows + 2.0;
    const double p = (std::clamp(share, 0.0, 1.0) * rows + 1.0) / n;
    return std::sqrt(p * (1.0 - p) / n);
}

double wilsonLow(double share, double rows)
{
    if (!(rows > 0.0))
        return 0.0;
    constexpr double kZ = 1.96;
    const double centre = share + kZ * kZ / (2.0 * rows);
    const double half = kZ * std::sqrt(share * (1.0 - share) / rows + kZ * kZ / (4.0 * rows * rows));
    return std::max((centre - half) / (1.0 + kZ * kZ / rows), 0.0);
}

} // namespace tunescope
