// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/network.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace tunescope {

/// How one layer with weights is doing after an epoch.
struct LayerReport {
    static constexpr std::size_t kBins = 20;

    std::string name;            ///< "dense_1"
    double updateRatio = 0.0;    ///< Size of the last step by the size of the weights; about 1e-3 is healthy.
    double gradientNorm = 0.0;   ///< Of the last step.
    double deadShare = 0.0;      ///< Of the units of the activation after it, on the last evaluated rows;
    double saturatedShare = 0.0; ///< likewise. Not-a-number where no activation follows.
    double limit = 0.0;          ///< The histogram goes from -limit to limit, the largest weight's size.
    std::array<std::uint32_t, kBins> histogram{}; ///< Counts of weights in equal bins.
};

/// Of every layer with weights. `before`: the trained values before the last step.
[[nodiscard]] std::vector<LayerReport> reportLayers(const Network& network, const float* before,
                                                    std::int64_t evaluatedRows);

/// The first layer whose outputs in the last pass are not all finite, otherwise "loss".
[[nodiscard]] std::string firstNonFiniteLayer(const Network& network, std::int64_t rows);

} // namespace tunescope
