// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"

#include <string_view>

namespace tunescope {

/// Makes a two-dimensional toy: features "x" and "y", target "class" (A, B, ...), rows in random order.
/// The same settings give the same points. `name` must be one of toyShapes(); `settings` is "" or
/// "samples=500,noise=0.2,seed=1,imbalance=0.5".
[[nodiscard]] Result<Dataset> generateToy(std::string_view name, std::string_view settings);

} // namespace tunescope
