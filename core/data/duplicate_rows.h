// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/data/split.h"

#include <cstdint>
#include <vector>

namespace tunescope {

/// Rows of the validation, stopping and test parts whose features are all equal to those of a row in an
/// earlier part (training, stopping, validation, test), in ascending order. Targets are not compared.
[[nodiscard]] std::vector<std::int64_t> duplicatesAcrossParts(const Dataset& dataset, const Split& split);

} // namespace tunescope
