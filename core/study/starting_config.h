// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/study/study_config.h"

namespace tunescope {

/// Wide ranges with which a search on this data starts: some trials diverge, many are pruned, a few are good.
/// The number of trials suits small data; large data get fewer.
[[nodiscard]] StudyConfig wideSearch(const Dataset& dataset, const DataSpec& data);

} // namespace tunescope
