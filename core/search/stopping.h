// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/trial_record.h"

#include <optional>
#include <string>
#include <string_view>

namespace tunescope {

/// When a search ends before its budget does. All rules look at told trials only, never at a clock.
struct StoppingRules {
    std::optional<double> target = std::nullopt;  ///< A complete trial is this good or better.
    std::optional<int> stagnation = std::nullopt; ///< So many told trials in a row brought no better one.
    /// The gain that ten more trials promise is below this many score units; 0 = below the scores' own noise.
    std::optional<double> expectedGain = std::nullopt;

    [[nodiscard]] bool empty() const { return !target && !stagnation && !expectedGain; }
    friend bool operator==(const StoppingRules&, const StoppingRules&) = default;
};

enum class StopKind { Trials, Seconds, Exhausted, Target, Stagnation, ExpectedGain };

/// Why a search ended, as data. `trial` is the best one so far (-1 if none), `value` its score.
///
/// Target: `value` reached `threshold`. Stagnation: nothing beat `trial` in `trials` told trials since it.
/// ExpectedGain: ten more trials promise `gain`, less than `threshold`. Trials, Exhausted: `trials` were
/// begun.
struct StopReason {
    StopKind kind = StopKind::Trials;
    int trial = -1;
    double value = 0.0;
    double threshold = 0.0;
    double gain = 0.0;
    int trials = 0;

    friend bool operator==(const StopReason&, const StopReason&) = default;
};

/// The first rule that holds for the told trials in `history`, if one does.
[[nodiscard]] std::optional<StopReason> stopReason(const StoppingRules& rules, const History& history);

/// How much better than the best the best of `more` further trials will be, in score units, if they are like
/// the ones before: the mean size of a record, from the spacings of the best scores, times the expected
/// number of records, log((n + more) / n). No value with fewer than 10 complete trials.
///
/// Sources: Renyi's representation of exponential order statistics (1953); expected number of records of
/// independent draws. A search that learns gains faster than independent draws at first and slower at the
/// end.
[[nodiscard]] std::optional<double> expectedGain(const History& history, int more);

/// The noise of a score: 1.4826 x the median absolute second difference of the last half of the best
/// quarter's learning curves, over sqrt(6). No value if there are no curves of at least 6 steps.
[[nodiscard]] std::optional<double> scoreNoise(const History& history);

/// "trials", "seconds", "exhausted", "target", "stagnation" or "expected_gain", as in the file formats.
[[nodiscard]] std::string_view stopKindName(StopKind kind);

/// One English sentence with its numbers.
[[nodiscard]] std::string stopText(const StopReason& reason);

} // namespace tunescope
