// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/direction.h"
#include "core/space/param_value.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

enum class TrialState { Queued, Running, Paused, Complete, Pruned, Diverged, Failed, Cancelled };

/// "queued" ... "cancelled", as in the file formats.
[[nodiscard]] std::string_view trialStateName(TrialState state);
[[nodiscard]] std::optional<TrialState> trialStateFromName(std::string_view name);

/// Told means that nothing about the trial will change any more.
[[nodiscard]] constexpr bool isTold(TrialState state)
{
    return state != TrialState::Queued && state != TrialState::Running && state != TrialState::Paused;
}

enum class OriginKind { Sampler, ByHand, Twin, Continued, Imported, Repeat, Fork };

/// Where a trial comes from; `of` is the other trial's number for twins, continuations, repeats and forks.
struct Origin {
    OriginKind kind = OriginKind::Sampler;
    int of = -1;

    friend bool operator==(const Origin&, const Origin&) = default;
};

/// "sampler", "by hand", "twin of 3", "continued 3", "imported", "repeat of 3", "fork of 3".
[[nodiscard]] std::string originText(const Origin& origin);
[[nodiscard]] std::optional<Origin> originFromText(std::string_view text);

/// Stored by name; new ones go to the end.
enum class PruneKind { BelowMedian, RungRank, BelowPercentile, Extrapolated, NoImprovement, OutOfBounds };

/// Why a pruner stopped a trial at `step`, as data. `value` is its best value so far, not-a-number for a
/// trial that reported nothing else.
///
/// BelowMedian, BelowPercentile: `value` was worse than `threshold`, the median over the best values so far
/// of `peers` complete trials, or what the best `share` of them had reached. RungRank: at `rung` (of
/// `bracket`) it was number `rank` of `of` trials that reached the rung, itself included, of which the best
/// `keep` go on. Extrapolated: the curve is expected to end at `predicted`; that it ends better than
/// `threshold`, the best of `peers` complete trials, has the probability `share`. NoImprovement: nothing
/// since step `since` was better than `value`. OutOfBounds: the report itself, here in `value`, was on the
/// wrong side of `threshold`, or no number.
struct PruneReason {
    PruneKind kind = PruneKind::BelowMedian;
    int step = 0;
    double value = 0.0;
    double threshold = 0.0;
    int peers = 0;
    int rung = 0; ///< The step of the rung, not its index.
    int rank = 0; ///< 1 = best.
    int of = 0;
    int keep = 0;
    int bracket = -1; ///< Of Hyperband, 0 = the one that stops most; -1 = there are none.
    int since = 0;
    double share = 0.0; ///< 0..1.
    double predicted = 0.0;

    friend bool operator==(const PruneReason&, const PruneReason&) = default;
};

struct IntermediateValue {
    int step = 0; ///< 1-based.
    double value = 0.0;

    friend bool operator==(const IntermediateValue&, const IntermediateValue&) = default;
};

/// What samplers and pruners know of one trial.
struct TrialRecord {
    int number = 0;
    int stage = 0;
    ParamSet params;
    TrialState state = TrialState::Queued;
    Origin origin;
    std::optional<double> value = std::nullopt;             ///< Only of complete trials.
    std::vector<IntermediateValue> intermediateValues = {}; ///< Steps strictly increasing.
    /// One for each objective where there are several, the first of them equal to `value`; otherwise empty.
    std::vector<double> values = {};

    [[nodiscard]] std::optional<int> lastStep() const
    {
        return intermediateValues.empty() ? std::nullopt : std::optional<int>(intermediateValues.back().step);
    }
};

using TrialRecordPtr = std::shared_ptr<const TrialRecord>;

/// Told trials, sorted by number.
struct History {
    Direction direction = Direction::Minimize; ///< Of the only or the first objective.
    std::vector<TrialRecordPtr> trials = {};
    std::vector<Direction> directions = {}; ///< Of all objectives where there are several; otherwise empty.

    [[nodiscard]] bool hasSeveralObjectives() const { return directions.size() > 1; }
};

} // namespace tunescope
