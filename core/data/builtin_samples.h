// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"

#include <string_view>

namespace tunescope {

/// Loads a built-in set that is no table: mnist, fashion, foods, names, nysesw, eustockmarkets. The last two
/// take settings ("nysesw:window=20,average=5"). Errors: DataResourceMissing, DataResourceDamaged,
/// DataNoSettings, those of GeneratorSettings::parse() and windowSeries().
[[nodiscard]] Result<Dataset> loadBuiltinSamples(std::string_view name, std::string_view settings);

/// The small Fashion-MNIST as it ships, training pictures before test pictures; for the scenes too.
[[nodiscard]] Result<Dataset> loadFashion();

} // namespace tunescope
