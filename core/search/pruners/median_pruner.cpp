// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/median_pruner.h"

#include "core/search/option_values.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <numeric>

namespace tunescope {
namespace {

/// Mean of the two middle values for an even count, so that f and -f are judged alike.
double median(std::vector<double> values)
{
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return std::midpoint(*middle, *std::max_element(values.begin(), middle));
}

ParamSpec integerSpec(std::string name, std::int64_t low, std::int64_t defaultValue)
{
    return {.name = std::move(name),
            .distribution = IntRange{.low = low, .high = 1'000'000},
            .defaultValue = defaultValue};
}

} // namespace

std::vector<ParamSpec> MedianPruner::params()
{
    return {integerSpec("n_startup", 1, 5), integerSpec("n_warmup", 0, 3), integerSpec("interval", 1, 1)};
}

Result<std::unique_ptr<Pruner>> MedianPruner::make(const ParamSet& options)
{
    MedianPrunerOptions chosen;
    chosen.startupTrials =
        static_cast<int>(integerOption(options, "n_startup").value_or(chosen.startupTrials));
    chosen.warmupSteps = static_cast<int>(integerOption(options, "n_warmup").value_or(chosen.warmupSteps));
    chosen.interval = static_cast<int>(integerOption(options, "interval").value_or(chosen.interval));
    return std::make_unique<MedianPruner>(chosen);
}

MedianPruner::MedianPruner(MedianPrunerOptions options) : m_options(options) {}

bool MedianPruner::isJudged(int step) const
{
    const int judgedFrom = m_options.warmupSteps + 1;
    return step >= judgedFrom && (step - judgedFrom) % m_options.interval == 0;
}

std::optional<PruneReason> MedianPruner::judge(const TrialRecord& trial, const History& history) const
{
    const std::optional<int> step = trial.lastStep();
    if (!step || !isJudged(*step))
        return std::nullopt;

    std::vector<double> peers = m_peers.at(*step, history);
    std::erase_if(peers, [](double value) { return std::isnan(value); });
    if (peers.empty() || std::ssize(peers) < m_options.startupTrials)
        return std::nullopt;

    const int count = static_cast<int>(peers.size());
    const double best = bestValueUntil(*step, trial, history.direction);
    const double threshold = median(std::move(peers));
    if (!std::isnan(best) && !isBetter(threshold, best, history.direction))
        return std::nullopt;
    return PruneReason{
        .kind = PruneKind::BelowMedian, .step = *step, .value = best, .threshold = threshold, .peers = count};
}

} // namespace tunescope
