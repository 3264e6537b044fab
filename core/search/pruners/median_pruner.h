// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/pruner.h"
#include "core/search/pruners/percentile_rule.h"
#include "core/space/search_space.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

struct MedianPrunerOptions {
    int startupTrials = 5; ///< Complete trials that must have reached a step before it is judged.
    int warmupSteps = 3;   ///< Steps of every trial that are never judged.
    int interval = 1;      ///< After the warm-up every interval-th step is judged, the first one included.
};

/// Stops a trial whose best value so far is worse than the median of its peers.
///
/// Peers are the complete trials that reached the same step; compared are the best values up to it. NaN
/// values of peers are ignored; a trial that reported only NaN is stopped. An equal value goes on. The reason
/// carries the numbers that pruneText() turns into a sentence.
///
/// Source: Golovin et al., "Google Vizier: A Service for Black-Box Optimization", KDD 2017, median stopping
/// rule. Differs from it on purpose: best values instead of running averages, because students can check them
/// by eye on the learning curves.
class MedianPruner final : public Pruner
{
public:
    static constexpr std::string_view kSummary =
        "Stops a trial that is worse than half of the finished ones were at the same epoch; safe and easy to "
        "check by eye, but late starters suffer.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Pruner>> make(const ParamSet& options);

    explicit MedianPruner(MedianPrunerOptions options = {});

    [[nodiscard]] std::optional<PruneReason> judge(const TrialRecord& trial,
                                                   const History& history) const override;

private:
    PercentileRule m_rule;
    PeerValues m_peers{Peers::Complete};
};

} // namespace tunescope
