// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"

namespace tunescope::ui {

/// All stages of a study as one space: every setting that any of them searched, over the widest range. The
/// latest stage decides order, kind and conditions.
[[nodiscard]] SearchSpace mergedSpace(const StudySnapshot& snapshot);

/// Told, not deleted trials as the search sees them, in terms of `space`: what a stage kept fixed counts as
/// the trial's own value. Costs a copy of every trial: not for the window's thread.
[[nodiscard]] History historyIn(const SearchSpace& space, const StudySnapshot& snapshot);

/// The same as the page draws it: stopped trials count with the score at which they were stopped. A model
/// that only guesses how they would have ended sees nothing in a study of which most trials are stopped.
[[nodiscard]] History drawnHistory(const SearchSpace& space, const StudySnapshot& snapshot);

/// The trial's settings in terms of `space`.
[[nodiscard]] ParamSet paramsIn(const SearchSpace& space, const StudySnapshot& snapshot,
                                const TrialSnapshot& trial);

} // namespace tunescope::ui
