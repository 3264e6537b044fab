// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

#include <string>

namespace tunescope {

/// One row an epoch of every run of every trial; epoch 0 is before the first step and has no training
/// numbers.
[[nodiscard]] std::string printCurvesCsv(const StoredStudy& study);

} // namespace tunescope
