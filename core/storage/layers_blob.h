// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/layer_report.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// The numbers of layer reports, without their names: for each layer five little-endian float32 (update
/// ratio, gradient norm, dead share, saturated share, limit) and twenty base-128 counts. About 45 bytes a
/// layer. `out` is replaced.
void packLayers(std::span<const LayerReport> layers, std::vector<std::byte>& out);

/// "dense_1,dense_3"; the same for every epoch of a trial.
[[nodiscard]] std::string layerNames(std::span<const LayerReport> layers);

/// Nothing if the bytes are damaged or do not fit the names.
[[nodiscard]] std::optional<std::vector<LayerReport>> unpackLayers(std::span<const std::byte> packed,
                                                                   std::string_view names);

} // namespace tunescope
