// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"

#include <string>
#include <vector>

namespace tunescope {

/// What is asked about a series.
enum class SeriesTarget {
    Value,  ///< The value `horizon` steps later.
    Return, ///< The logarithm of that value over the last known one.
    Rise,   ///< Whether the mean of `average` values is higher `horizon` steps later than now.
};

/// How a series becomes samples.
struct SeriesOptions {
    int window = 20; ///< Steps that a sample shows.
    int horizon = 1; ///< Steps from the last shown one to the target.
    int average = 1; ///< Rise only: steps that the compared means take in.
    SeriesTarget target = SeriesTarget::Value;
};

/// Series of equal length, in the order of time, all finite.
struct SeriesTable {
    std::vector<std::string> names;          ///< Of the series.
    std::vector<std::vector<double>> values; ///< [series][steps]
    std::size_t predicted = 0;               ///< Which one is asked about.
};

/// Samples in the order of time; the data set says how many steps a row spans, so that parts of a split never
/// share a value.
///
/// Value: windows of all series as they are, [window, series]; the last known value is kept for comparison.
/// Return and Rise: the last `window` logarithmic returns of the predicted series, [window, 1], divided by
/// their own standard deviation. Rise asks for C[t + h] > C[t + h - average], which is the same as the mean
/// of `average` values ending h = 1 step later being higher; for longer horizons it compares those two
/// values. Errors: SeriesShort; SeriesNumbers where a logarithm needs positive values.
[[nodiscard]] Result<Dataset> windowSeries(const SeriesTable& table, const SeriesOptions& options);

} // namespace tunescope
