// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

#include <string>

namespace tunescope {

/// One row a trial: state and reason, values, the numbers of run (0, 0) at the best epoch, and every setting;
/// settings that are not active in a trial are empty. Columns that hold times end in "_at" or "_seconds".
[[nodiscard]] std::string printTrialsCsv(const StoredStudy& study);

} // namespace tunescope
