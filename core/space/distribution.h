// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/space/param_value.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace tunescope {

enum class Scale { Linear, Log };

/// Real numbers from low to high, both included. `step` makes it the grid low + k*step (linear only);
/// `count` is the number of grid points a grid search uses.
struct FloatRange {
    double low = 0.0;
    double high = 1.0;
    Scale scale = Scale::Linear;
    std::optional<double> step = std::nullopt;
    std::optional<int> count = std::nullopt;

    friend bool operator==(const FloatRange&, const FloatRange&) = default;
};

/// Whole numbers from low to high, both included.
struct IntRange {
    std::int64_t low = 0;
    std::int64_t high = 1;
    Scale scale = Scale::Linear;
    std::int64_t step = 1;
    std::optional<int> count = std::nullopt;

    friend bool operator==(const IntRange&, const IntRange&) = default;
};

/// One of a list; `ordered` when the order means something.
struct ChoiceSet {
    std::vector<ParamValue> choices;
    bool ordered = false;

    friend bool operator==(const ChoiceSet&, const ChoiceSet&) = default;
};

using Distribution = std::variant<FloatRange, IntRange, ChoiceSet>;

/// The reason why the range is impossible, if it is; `param` names it in the sentence.
[[nodiscard]] Result<void> validateDistribution(std::string_view param, const Distribution& distribution);

/// The value at position u in [0, 1] (clamped). Equal steps of u are equally likely: log ranges are
/// even in the logarithm (integers from low - 1/2 to high + 1/2), on linear ranges every integer, step
/// and choice owns an equal share of the axis.
[[nodiscard]] ParamValue valueAt(const Distribution& distribution, double u);

/// The middle of the share that the value owns, in [0, 1]; no value if it lies outside.
[[nodiscard]] std::optional<double> positionOf(const Distribution& distribution, const ParamValue& value);

/// How many different values there are; no value for a float without a step.
[[nodiscard]] std::optional<std::uint64_t> valueCount(const Distribution& distribution);

/// The values of a countable distribution by number, 0 .. valueCount() - 1, in order, and back; no index for
/// a value that it cannot take.
[[nodiscard]] ParamValue valueOfIndex(const Distribution& distribution, std::uint64_t index);
[[nodiscard]] std::optional<std::uint64_t> valueIndex(const Distribution& distribution,
                                                      const ParamValue& value);

/// The values a full grid tries: every choice, every integer (or `count` of them, evenly spaced on the
/// scale), `count` floats with both ends (`defaultCount` where neither step nor count is given).
[[nodiscard]] std::vector<ParamValue> gridValues(const Distribution& distribution, int defaultCount = 5);

} // namespace tunescope
