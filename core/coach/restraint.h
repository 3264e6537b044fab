// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/coach_case.h"

#include <string>

namespace tunescope {

/// What holds a network back, in words: "the penalty l2 = 0.5", "2 units in its narrowest layer"; "" if
/// nothing does. A layer is narrow if it has fewer units than there are classes, or at most 4: too few to
/// tell them apart.
[[nodiscard]] std::string restraintOf(const StudyCase& study, const TrialCase& trial);

/// Whether the training loss has stopped falling: over the last `epochs` epochs by less than a hundredth of
/// what guessing costs.
[[nodiscard]] bool standsStill(const StudyCase& study, const TrialCase& trial, std::size_t epochs);

} // namespace tunescope
