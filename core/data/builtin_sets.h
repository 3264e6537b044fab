// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"

#include <string_view>

namespace tunescope {

/// Loads a built-in data set that ships as a file, for example "iris".
/// Errors: DataResourceMissing, DataResourceDamaged. The name must be one of datasetRegistry().
[[nodiscard]] Result<Dataset> loadBuiltinSet(std::string_view name);

} // namespace tunescope
