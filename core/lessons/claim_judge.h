// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_result.h"

#include <span>
#include <string>
#include <vector>

namespace tunescope {

/// The difference of two means of independent seeds, a minus b, with its 95 % interval.
/// Source: Welch, "The generalization of Student's problem when several different population variances are
/// involved", Biometrika 34, 1947. Where all numbers of both are equal, the interval is the difference itself;
/// not-a-number ends for fewer than two seeds.
struct MeanDifference {
    double mean = 0.0;
    double low = 0.0;
    double high = 0.0;
};
[[nodiscard]] MeanDifference meanDifference(std::span<const double> a, std::span<const double> b);

/// Judges one claim from the seeds alone. Yes or No only where the 95 % intervals leave no doubt.
[[nodiscard]] ClaimResult judgeClaim(const ClaimRule& claim, const LessonPart& part, const LessonRuns& runs, const std::vector<LessonBaseline>& baselines);

/// A number in the axis' unit: one decimal for percent, otherwise three digits: "72.5 %", "0.33 s".
[[nodiscard]] std::string amountText(double value, std::string_view unit);

} // namespace tunescope
