// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/pruners/peer_values.h"

#include <optional>
#include <vector>

namespace tunescope {

/// What the median and the percentile rule share: a trial is stopped when its best value so far is worse than
/// that of the best `keptShare` of its peers at the same step.
///
/// Peers are the complete trials that reached the step. NaN values of peers are ignored; a trial that
/// reported only NaN is stopped. An equal value goes on.
struct PercentileRule {
    PruneKind kind = PruneKind::BelowMedian;
    double keptShare = 0.5; ///< 0..1; 0.5 is the median.
    int startupTrials = 5;  ///< Complete trials that must have reached a step before it is judged.
    int warmupSteps = 3;    ///< Steps of every trial that are never judged.
    int interval = 1;       ///< After the warm-up every interval-th step is judged, the first one included.

    [[nodiscard]] std::optional<PruneReason> judge(const TrialRecord& trial, const History& history,
                                                   const PeerValues& peers) const;
};

/// The value that the best `share` (0..1) of `values` reach, between two of them by linear interpolation; the
/// mean of the middle two for a half of an even count. Values and their negatives are treated alike.
/// `values` must hold at least one number and no NaN.
[[nodiscard]] double bestShareValue(std::vector<double> values, double share, Direction direction);

/// The options n_startup, n_warmup and interval, and how they are read.
[[nodiscard]] std::vector<OptionSpec> percentileRuleParams();
void readPercentileRule(const ParamSet& options, PercentileRule& rule);

} // namespace tunescope
