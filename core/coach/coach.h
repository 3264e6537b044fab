// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/coach_rule.h"

#include <vector>

namespace tunescope {

/// What the rules say about a trial, causes before what follows from them, then by severity and strength.
/// Nothing for a trial without a single epoch that has not diverged.
[[nodiscard]] std::vector<Verdict> diagnoseTrial(const StudyCase& study, const TrialCase& trial);

/// What they say about the study as a whole.
[[nodiscard]] std::vector<Verdict> diagnoseStudy(const StudyCase& study);

/// Runs one rule; fills in its name and title.
[[nodiscard]] std::optional<Verdict> applyRule(const CoachRule& rule, const CoachCase& input);

} // namespace tunescope
