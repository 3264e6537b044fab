// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/layer_report.h"
#include "core/nn/network.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tunescope {

/// Of every layer with weights. `before`: the trained values before the last step.
[[nodiscard]] std::vector<LayerReport> reportLayers(const Network& network, const float* before,
                                                    std::int64_t evaluatedRows);

/// The first layer whose outputs in the last pass are not all finite, otherwise "loss".
[[nodiscard]] std::string firstNonFiniteLayer(const Network& network, std::int64_t rows);

} // namespace tunescope
