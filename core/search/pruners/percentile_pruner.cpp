// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/percentile_pruner.h"

#include "core/search/option_values.h"

namespace tunescope {

std::vector<OptionSpec> PercentilePruner::params()
{
    std::vector<OptionSpec> specs{
        option("percentile", "Share that goes on",
               "The percentage of finished trials that a trial must not fall behind.",
               FloatRange{.low = 0.0, .high = 100.0}, 75.0)};
    for (OptionSpec& spec : percentileRuleParams())
        specs.push_back(std::move(spec));
    return specs;
}

Result<std::unique_ptr<Pruner>> PercentilePruner::make(const ParamSet& options)
{
    PercentileRule rule{.kind = PruneKind::BelowPercentile, .keptShare = 0.75};
    rule.keptShare = numberOption(options, "percentile").value_or(75.0) / 100.0;
    readPercentileRule(options, rule);
    return std::make_unique<PercentilePruner>(rule);
}

PercentilePruner::PercentilePruner(PercentileRule rule) : m_rule(rule) {}

std::optional<PruneReason> PercentilePruner::judge(const TrialRecord& trial, const History& history) const
{
    return m_rule.judge(trial, history, m_peers);
}

} // namespace tunescope
