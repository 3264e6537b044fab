// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/coach_case.h"
#include "core/coach/verdict.h"

#include <optional>
#include <span>
#include <string_view>

namespace tunescope {

enum class RuleScope { Trial, Study };

/// One thing that the coach can notice.
struct CoachRule {
    std::string_view name;  ///< As in JSON: "overfitting".
    std::string_view title; ///< On screen: "Overfitting".
    RuleScope scope;
    std::string_view firesWhen; ///< In one line, for help pages.
    /// Nothing where there is nothing to say. Rules of scope Trial may rely on `trial`, and on at least one
    /// epoch or a told state. Rule, title and trial of the verdict are filled in by the caller.
    std::optional<Verdict> (*diagnose)(const CoachCase& input);
    /// Rules whose verdicts follow from this one when both fire about the same trial.
    std::span<const std::string_view> explains;
};

/// All rules; causes stand before what follows from them.
[[nodiscard]] std::span<const CoachRule> coachRules();

/// Null for an unknown name.
[[nodiscard]] const CoachRule* findCoachRule(std::string_view name);

} // namespace tunescope
