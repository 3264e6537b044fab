// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"

#include <string_view>

namespace tunescope {

/// Simulated scenes of 32×32 pixels: one or two real garments of the small Fashion-MNIST before a shaded,
/// noisy ground, with the exact class of every pixel (background, top, trousers, shoe, bag). No garment
/// appears in two scenes. Settings: samples, seed. Errors: those of the garments' files.
[[nodiscard]] Result<Dataset> generateScenes(std::string_view name, std::string_view settings);

} // namespace tunescope
