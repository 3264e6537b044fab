// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/search_space.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tunescope {

/// A configuration as one number a parameter: its position in [0, 1], not-a-number where it is inactive.
using EncodedPoint = std::vector<double>;

/// One parameter as models see it.
struct EncodedAxis {
    enum class Kind { Number, Choice };

    struct Parent {
        std::size_t axis = 0;
        std::vector<double> positions; ///< Where the parent may be.
    };

    Kind kind = Kind::Number; ///< Choice: values are equal or not; ordered choices count as numbers.
    std::uint64_t values = 0; ///< 0 = real numbers.
    bool isLogInteger = false;
    double low = 0.0; ///< Of a logarithmic integer, with the half that belongs to its first value.
    double logSpan = 0.0;
    std::vector<Parent> parents; ///< All must hold.

    [[nodiscard]] bool isConstant() const { return values == 1; }
    [[nodiscard]] bool isReal() const { return values == 0; }
    /// Position of value number `index` of an axis that has few values.
    [[nodiscard]] double positionOfValue(std::uint64_t index) const;
    /// The position of the value that owns `u`.
    [[nodiscard]] double snapped(double u) const;
};

/// A search space as axes, without names and texts, so that thousands of points are cheap.
class EncodedSpace
{
public:
    explicit EncodedSpace(const SearchSpace& space);

    [[nodiscard]] const SearchSpace& space() const { return m_space; }
    [[nodiscard]] std::size_t size() const { return m_axes.size(); }
    [[nodiscard]] const EncodedAxis& axis(std::size_t i) const { return m_axes[i]; }
    /// How many parameters can take more than one value.
    [[nodiscard]] int freeCount() const;

    /// No point if the params are not valid in the space.
    [[nodiscard]] std::optional<EncodedPoint> encode(const ParamSet& params) const;
    [[nodiscard]] ParamSet decode(const EncodedPoint& point) const { return m_space.at(point); }

    /// Whether the parameter exists at a point whose earlier coordinates are projected.
    [[nodiscard]] bool isActive(std::size_t i, const EncodedPoint& point) const;

    /// The configuration that a point of the unit cube stands for: values snapped, inactive ones taken out.
    /// An active coordinate that is not-a-number takes `fill`'s.
    void project(EncodedPoint& point, std::span<const double> fill) const;

private:
    SearchSpace m_space;
    std::vector<EncodedAxis> m_axes;
};

} // namespace tunescope
