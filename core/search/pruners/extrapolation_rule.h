// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/trial_record.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace tunescope {

/// Fewest values from which a curve is extrapolated.
constexpr std::size_t kFewestForForecast = 4;

/// The trial's finite values up to and including `step`, as something to be minimised.
[[nodiscard]] std::vector<IntermediateValue> fallingCurve(const TrialRecord& trial, int step,
                                                          Direction direction);

/// Stops a trial whose learning curve will hardly end better than the best complete trial.
///
/// At about nine geometric check-points from `grace` to the horizon the curve is extrapolated to the last
/// step (forecastCurve); the trial is stopped if the probability to end better than the best complete trial
/// is below `chance`. A trial that was already better than it goes on. Values that are no numbers are left
/// out.
struct ExtrapolationRule {
    int horizon = 0; ///< Last step of a full trial; 0 = unknown, and nothing is stopped.
    int grace = 4;   ///< First step that is judged.
    double chance = 0.03;
    int startupTrials = 4; ///< Complete trials that must be there.

    [[nodiscard]] std::optional<PruneReason> judge(const TrialRecord& trial, const History& history) const;

private:
    [[nodiscard]] bool isCheckPoint(int step, int before) const;
};

} // namespace tunescope
