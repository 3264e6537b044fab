// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/median_pruner.h"

namespace tunescope {

std::vector<OptionSpec> MedianPruner::params()
{
    return percentileRuleParams();
}

Result<std::unique_ptr<Pruner>> MedianPruner::make(const ParamSet& options)
{
    PercentileRule rule;
    readPercentileRule(options, rule);
    return std::make_unique<MedianPruner>(MedianPrunerOptions{
        .startupTrials = rule.startupTrials, .warmupSteps = rule.warmupSteps, .interval = rule.interval});
}

MedianPruner::MedianPruner(MedianPrunerOptions options)
    : m_rule{.startupTrials = options.startupTrials,
             .warmupSteps = options.warmupSteps,
             .interval = options.interval}
{
}

std::optional<PruneReason> MedianPruner::judge(const TrialRecord& trial, const History& history) const
{
    return m_rule.judge(trial, history, m_peers);
}

} // namespace tunescope
