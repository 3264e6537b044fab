// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/extrapolate_pruner.h"

#include "core/search/option_values.h"

#include <algorithm>
#include <cstdint>

namespace tunescope {
namespace {

constexpr std::int64_t kMostExtrapolatedSteps = 1'000'000;

} // namespace

std::vector<OptionSpec> ExtrapolatePruner::params()
{
    return {option("p", "Chance that stops",
                   "A trial is stopped when its chance to end better than the best one falls below this.",
                   FloatRange{.low = 0.0, .high = 0.5}, ExtrapolationRule{}.chance),
            option("n_startup", "Finished trials first",
                   "Nothing is stopped before so many trials ran to their end.",
                   IntRange{.low = 1, .high = kMostExtrapolatedSteps},
                   std::int64_t{ExtrapolationRule{}.startupTrials}),
            option("grace", "Epochs of grace", "No trial is judged before this epoch.",
                   IntRange{.low = 1, .high = kMostExtrapolatedSteps}),
            option("steps", "Epochs of a full trial", "The last epoch of a trial that is never stopped.",
                   IntRange{.low = 1, .high = kMostExtrapolatedSteps})};
}

Result<std::unique_ptr<Pruner>> ExtrapolatePruner::make(const ParamSet& options)
{
    ExtrapolationRule rule;
    rule.horizon = static_cast<int>(integerOption(options, "steps").value_or(0));
    rule.grace = static_cast<int>(integerOption(options, "grace").value_or(std::max(4, rule.horizon / 10)));
    rule.chance = numberOption(options, "p").value_or(rule.chance);
    rule.startupTrials = static_cast<int>(integerOption(options, "n_startup").value_or(rule.startupTrials));
    return std::make_unique<ExtrapolatePruner>(rule);
}

std::optional<PruneReason> ExtrapolatePruner::judge(const TrialRecord& trial, const History& history) const
{
    return m_rule.judge(trial, history);
}

} // namespace tunescope
