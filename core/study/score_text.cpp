// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/score_text.h"

#include "core/base/number_text.h"
#include "core/metrics/metric_registry.h"

#include <cmath>

namespace tunescope {
namespace {

bool isShareMetric(const std::string& metric)
{
    const MetricEntry* entry = findMetric(metric);
    return entry && entry->isShare;
}

std::string significantText(double value)
{
    if (value == 0.0 || !std::isfinite(value))
        return numberText(value);
    const double unit = std::pow(10.0, 3.0 - std::floor(std::log10(std::abs(value))));
    return numberText(std::round(value * unit) / unit);
}

} // namespace

std::string scoreText(double value, const std::string& metric)
{
    return isShareMetric(metric) ? fixedNumber(100.0 * value) + " %" : significantText(value);
}

std::string differenceText(double value, const std::string& metric)
{
    return isShareMetric(metric) ? fixedNumber(100.0 * value) + " points" : significantText(value);
}

std::string fixedNumber(double value)
{
    return numberText(std::round(value * 100.0) / 100.0);
}

} // namespace tunescope
