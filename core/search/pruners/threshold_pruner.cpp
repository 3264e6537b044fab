// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/threshold_pruner.h"

#include "core/search/option_values.h"

#include <cmath>
#include <cstdint>

namespace tunescope {

std::vector<ParamSpec> ThresholdPruner::params()
{
    const auto bound = [](std::string name) {
        return ParamSpec{.name = std::move(name), .distribution = FloatRange{.low = -1e300, .high = 1e300}};
    };
    const auto steps = [](std::string name, std::int64_t low, std::int64_t defaultValue) {
        return ParamSpec{.name = std::move(name),
                         .distribution = IntRange{.low = low, .high = 1'000'000},
                         .defaultValue = defaultValue};
    };
    return {bound("lower"), bound("upper"), steps("n_warmup", 0, 0), steps("interval", 1, 1)};
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
