// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/extrapolate_pruner.h"

#include "core/search/option_values.h"

#include <algorithm>
#include <cstdint>

namespace tunescope {
namespace {

constexpr std::int64_t kMostExtrapolatedSteps = 1'000'000;

} // namespace

std::vector<ParamSpec> ExtrapolatePruner::params()
{
    return {ParamSpec{.name = "p",
                      .distribution = FloatRange{.low = 0.0, .high = 0.5},
                      .defaultValue = ExtrapolationRule{}.chance},
            ParamSpec{.name = "n_startup",
                      .distribution = IntRange{.low = 1, .high = kMostExtrapolatedSteps},
                      .defaultValue = std::int64_t{ExtrapolationRule{}.startupTrials}},
            ParamSpec{.name = "grace", .distribution = IntRange{.low = 1, .high = kMostExtrapolatedSteps}},
            ParamSpec{.name = "steps", .distribution = IntRange{.low = 1, .high = kMostExtrapolatedSteps}}};
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
