// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tunescope {

/// How one layer with weights is doing after an epoch. Where there is no such number it is not-a-number.
struct LayerReport {
    static constexpr std::size_t kBins = 20;

    std::string name;            ///< "dense_1"
    float updateRatio = 0.0F;    ///< Size of the last step by the size of the weights; about 1e-3 is healthy.
    float gradientNorm = 0.0F;   ///< Of the last step.
    float deadShare = 0.0F;      ///< Of the units of the activation after it, on the last evaluated rows;
    float saturatedShare = 0.0F; ///< likewise. Not-a-number where no activation follows.
    float limit = 0.0F;          ///< The histogram goes from -limit to limit, the largest weight's size.
    std::array<std::uint32_t, kBins> histogram{}; ///< Counts of weights in equal bins.
};

/// The layers of one run of a trial after one epoch.
struct EpochLayers {
    int repeat = 0;
    int fold = 0;
    int epoch = 0;
    std::vector<LayerReport> layers = {};
};

} // namespace tunescope
