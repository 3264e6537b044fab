// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

#include <array>
#include <span>
#include <vector>

namespace tunescope {

/// The plane in which rows differ most.
struct PrincipalPlane {
    std::vector<double> centre;                   ///< [F]
    std::array<std::vector<double>, 2> axes;      ///< Unit vectors [F]; the largest part of each is positive.
    std::array<double, 2> explained = {0.0, 0.0}; ///< Shares of the variance, 0..1.

    /// Where a row [F] lies in the plane.
    [[nodiscard]] std::array<double, 2> place(std::span<const float> row) const;
};

/// Principal component analysis of inputs [N, F] by power iteration with deflation, deterministic. With one
/// input or no variance the missing axes are zero.
[[nodiscard]] PrincipalPlane principalPlane(const Tensor& inputs);

} // namespace tunescope
