// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/database.h"
#include "core/study/study_store.h"

namespace tunescope {

/// Reads all trials with parameters, runs, epochs, checkpoints and notes into `study.trials`, what is damaged
/// becomes a line of `study.warnings`. Needs `study.facts` (the number of metrics).
[[nodiscard]] Result<void> loadTrials(Database& database, StoredStudy& study);

} // namespace tunescope
