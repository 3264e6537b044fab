// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/coach_case.h"
#include "core/coach/verdict.h"

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

enum class Effect { Helped, NoDifference, Harmed, Unknown };

/// "helped", "no_difference", "harmed", "unknown".
[[nodiscard]] std::string_view effectName(Effect effect);

inline constexpr double kLuckErrors = 2.0; ///< Standard errors that a gain has to exceed.

/// What came of an experiment: trial `after` differs from `before` in `changed`.
struct Judgement {
    Effect effect = Effect::Unknown;
    int before = -1;
    int after = -1;
    std::vector<std::string> changed; ///< Settings.
    double gain = 0.0;                ///< In points, positive = better.
    double noise = 0.0;               ///< Standard error of the gain, in points.
    std::vector<std::string> gone;    ///< Rules that fired about `before` and no longer do;
    std::vector<std::string> kept;    ///< those that still do.
    /// More than luck explains, either way.
    [[nodiscard]] bool isBeyondLuck() const { return std::abs(gain) > kLuckErrors * noise; }
    std::string text;                 ///< "It helped: 96.1 % instead of 93.0 %, ..."
};

/// It helped if the score is better by more than two standard errors, or if it is not worse and a problem is
/// gone.
///
/// The noise has two parts: what few validation rows do (both trials answer the same ones, so that of two
/// independent scores is an upper bound), and what the curves jump from epoch to epoch, since the best epoch
/// of a restless curve is luck.
///
/// A pruned trial counts with the best it had by then, and the text says so.
[[nodiscard]] Judgement judgeTrials(const StudyCase& study, const TrialCase& before, const TrialCase& after);

} // namespace tunescope
