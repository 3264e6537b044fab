// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/database.h"
#include "core/study/study_store.h"

#include <functional>
#include <string_view>
#include <vector>

namespace tunescope {

/// Hands over the rows one after the other. A damaged table ends early, with a line in `warnings`.
[[nodiscard]] Result<void> forEachRow(Database& database, std::string_view sql, std::vector<Error>& warnings,
                                      const std::function<void(const Statement&)>& read);

/// Reads all trials with parameters, runs, epochs, checkpoints and notes into `study.trials`, what is damaged
/// becomes a line of `study.warnings`. Needs `study.facts` (the number of metrics).
[[nodiscard]] Result<void> loadTrials(Database& database, StoredStudy& study);

} // namespace tunescope
