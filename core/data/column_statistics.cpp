// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace tunescope {

double meanOf(std::span<const double> values)
{
    if (values.empty())
        return std::numeric_limits<double>::quiet_NaN();
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviationOf(std::span<const double> values, double mean)
{
    double squares = 0.0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return std::sqrt(squares / static_cast<double>(values.size()));
}

double quantileOf(std::vector<double>& values, double share)
{
    if (values.empty())
        return std::numeric_limits<double>::quiet_NaN();
    const double position = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::ptrdiff_t>(position);
    const auto middle = values.begin() + below;
    std::nth_element(values.begin(), middle, values.end());
    const double low = *middle;
    if (middle + 1 == values.end())
        return low;
    const double high = *std::min_element(middle + 1, values.end());
    return low + (position - static_cast<double>(below)) * (high - low);
}

} // namespace tunescope
