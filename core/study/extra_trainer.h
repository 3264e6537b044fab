// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/objective.h"
#include "core/study/study_store.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace tunescope {

/// A training that is asked for outside the search.
struct ExtraJob {
    ExtraKind kind = ExtraKind::Confirmation;
    int draw = 0;
    bool newSplit = false;
    TrialStart start; ///< With the seed and the split it is to have.
    ParamSet fixed;
};

/// How far it is: `done` of `all`.
using ExtraProgress = std::function<void(int done, int all)>;

/// Trains the jobs on `workers` threads of lower priority and hands each result to the store as it comes. A stop
/// request leaves those that are not finished; asked for again, only they are trained. Blocking. Returns how many
/// were finished. Errors: the store's fault.
[[nodiscard]] Result<int> trainExtras(Objective& objective, StudyStore& store, const std::vector<ExtraJob>& jobs, int workers,
                                      const std::stop_token& stop, const ExtraProgress& progress);

} // namespace tunescope
