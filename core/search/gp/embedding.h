// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/gp/encoded_space.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tunescope {

/// Points as columns of a Euclidean space in which the squared distance is the sum of weight^2 axisDistance.
///
/// Numbers become (u, 0), inactive ones (1/2, sqrt(0.1)); choices become corners of a simplex of edge 1,
/// inactive ones its centre-like origin at squared distance 1/2 from every corner.
class Embedding
{
public:
    /// One weight an axis.
    Embedding(const EncodedSpace& space, const std::vector<double>& weights);

    /// [rows(), points], one point after the other.
    [[nodiscard]] std::vector<double> operator()(const std::vector<EncodedPoint>& points) const;
    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] std::size_t rowOf(std::size_t axis) const { return m_axes[axis].first; }
    [[nodiscard]] double weightOf(std::size_t axis) const { return m_axes[axis].weight; }
    [[nodiscard]] bool isNumber(std::size_t axis) const { return m_axes[axis].choices == 0; }

private:
    struct Axis {
        std::size_t first = 0;
        std::uint64_t choices = 0; ///< 0 for numbers.
        double weight = 1.0;
    };

    std::vector<Axis> m_axes;
    std::size_t m_rows = 0;
};

} // namespace tunescope
