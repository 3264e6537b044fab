// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

#include <optional>
#include <vector>

namespace tunescope {

/// Numbers of the complete, not deleted trials, best first; equal values keep their order.
[[nodiscard]] std::vector<int> rankedTrials(const StoredStudy& study);

/// The first of them, if there is one.
[[nodiscard]] std::optional<int> bestTrial(const StoredStudy& study);

/// Every setting of a trial that has an effect: its own parameters and the fixed ones, in that order of
/// names.
[[nodiscard]] ParamSet settingsOf(const StoredStudy& study, const StoredTrial& trial);

/// The report of run (0, 0) at that epoch, or null.
[[nodiscard]] const EpochRecord* findEpoch(const StoredTrial& trial, int epoch);

} // namespace tunescope
