// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/pruner.h"
#include "core/search/pruners/percentile_rule.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

/// The median rule with another share than a half: stops a trial whose best value so far is worse than what
/// the best `percentile` % of the finished trials had reached at the same step. 50 is the median rule, 75
/// stops the worst quarter.
class PercentilePruner final : public Pruner
{
public:
    static constexpr std::string_view kSummary =
        "Stops a trial that falls behind a chosen share of the finished ones at the same epoch; as gentle or "
        "strict as you like, but late starters suffer.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Pruner>> make(const ParamSet& options);

    explicit PercentilePruner(PercentileRule rule = {.kind = PruneKind::BelowPercentile, .keptShare = 0.75});

    [[nodiscard]] std::optional<PruneReason> judge(const TrialRecord& trial,
                                                   const History& history) const override;

private:
    PercentileRule m_rule;
    PeerValues m_peers{Peers::Complete};
};

} // namespace tunescope
