// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/patience_pruner.h"

#include "core/search/option_values.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace tunescope {

std::vector<OptionSpec> PatiencePruner::params()
{
    constexpr IntRange kSteps{.low = 0, .high = 1'000'000};
    return {
        option("patience", "Patience", "A trial is stopped after so many epochs without a better score.",
               IntRange{.low = 1, .high = kSteps.high}, std::int64_t{5}),
        option("grace", "Epochs of grace", "No trial is stopped before this epoch.", kSteps, std::int64_t{0}),
        option("min_delta", "Smallest improvement", "A smaller gain does not count as a better score.",
               FloatRange{.low = 0.0, .high = 1e9}, 0.0)};
}

Result<std::unique_ptr<Pruner>> PatiencePruner::make(const ParamSet& options)
{
    PatiencePrunerOptions chosen;
    chosen.patience = static_cast<int>(integerOption(options, "patience").value_or(chosen.patience));
    chosen.grace = static_cast<int>(integerOption(options, "grace").value_or(chosen.grace));
    chosen.minDelta = numberOption(options, "min_delta").value_or(chosen.minDelta);
    return std::make_unique<PatiencePruner>(chosen);
}

std::optional<PruneReason> PatiencePruner::judge(const TrialRecord& trial, const History& history) const
{
    const std::optional<int> last = trial.lastStep();
    if (!last || *last <= m_options.grace)
        return std::nullopt;
    const double sign = history.direction == Direction::Minimize ? 1.0 : -1.0;
    double best = std::numeric_limits<double>::quiet_NaN();
    int since = m_options.grace;
    for (const auto& [step, value] : trial.intermediateValues) {
        if (std::isnan(value) || (!std::isnan(best) && !(sign * value < sign * best - m_options.minDelta)))
            continue;
        best = value;
        since = std::max(step, m_options.grace);
    }
    if (*last - since < m_options.patience)
        return std::nullopt;
    return PruneReason{.kind = PruneKind::NoImprovement, .step = *last, .value = best, .since = since};
}

} // namespace tunescope
