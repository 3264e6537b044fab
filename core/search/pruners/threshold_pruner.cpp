// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/threshold_pruner.h"

#include "core/search/option_values.h"

#include <cmath>
#include <cstdint>

namespace tunescope {

std::vector<OptionSpec> ThresholdPruner::params()
{
    constexpr FloatRange kAny{.low = -1e300, .high = 1e300};
    constexpr IntRange kSteps{.low = 0, .high = 1'000'000};
    return {option("lower", "Lowest score", "A trial whose score falls below it is stopped.", kAny),
            option("upper", "Highest score", "A trial whose score rises above it is stopped.", kAny),
            option("n_warmup", "Epochs of grace", "No trial is stopped before this epoch is over.", kSteps,
                   std::int64_t{0}),
            option("interval", "Every so many epochs", "How often trials are looked at.",
                   IntRange{.low = 1, .high = kSteps.high}, std::int64_t{1})};
}

Result<std::unique_ptr<Pruner>> ThresholdPruner::make(const ParamSet& options)
{
    ThresholdPrunerOptions chosen;
    chosen.lower = numberOption(options, "lower").value_or(chosen.lower);
    chosen.upper = numberOption(options, "upper").value_or(chosen.upper);
    chosen.warmupSteps = static_cast<int>(integerOption(options, "n_warmup").value_or(chosen.warmupSteps));
    chosen.interval = static_cast<int>(integerOption(options, "interval").value_or(chosen.interval));
    return std::make_unique<ThresholdPruner>(chosen);
}

std::optional<PruneReason> ThresholdPruner::judge(const TrialRecord& trial, const History& /*history*/) const
{
    if (trial.intermediateValues.empty())
        return std::nullopt;
    const auto& [step, value] = trial.intermediateValues.back();
    const int judgedFrom = m_options.warmupSteps + 1;
    if (step < judgedFrom || (step - judgedFrom) % m_options.interval != 0)
        return std::nullopt;
    if (value >= m_options.lower && value <= m_options.upper)
        return std::nullopt;
    const double threshold = value < m_options.lower ? m_options.lower : m_options.upper;
    return PruneReason{.kind = PruneKind::OutOfBounds, .step = step, .value = value, .threshold = threshold};
}

} // namespace tunescope
