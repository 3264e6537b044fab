// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/coach_case.h"
#include "core/coach/verdict.h"

#include <optional>

namespace tunescope {

// One rule a file; the registry (coach_rules.cpp) names them.
[[nodiscard]] std::optional<Verdict> diagnoseLeak(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseExploding(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseDiverged(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseVanishing(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseDeadUnits(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseSaturated(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseTooFast(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseTooSlow(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseImbalance(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseIgnoredClass(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseLabelNoise(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseTooLittleData(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseOverfitting(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnosePlateau(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseUnderfitting(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseStillLearning(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseBelowBaseline(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseLikeALine(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseEdgeOfRange(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseNarrow(const CoachCase& input);
[[nodiscard]] std::optional<Verdict> diagnoseTie(const CoachCase& input);

} // namespace tunescope
