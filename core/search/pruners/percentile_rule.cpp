// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/percentile_rule.h"

#include "core/search/option_values.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace tunescope {
namespace {

bool isJudged(const PercentileRule& rule, int step)
{
    const int judgedFrom = rule.warmupSteps + 1;
    return step >= judgedFrom && (step - judgedFrom) % rule.interval == 0;
}

} // namespace

double bestShareValue(std::vector<double> values, double share, Direction direction)
{
    const double place = static_cast<double>(values.size() - 1) * std::clamp(share, 0.0, 1.0);
    const auto index = static_cast<std::size_t>(place);
    const auto better = [direction](double a, double b) { return isBetter(a, b, direction); };
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(index);
    std::nth_element(values.begin(), at, values.end(), better);
    const double between = place - static_cast<double>(index);
    if (between == 0.0)
        return *at;
    const double next = *std::min_element(at + 1, values.end(), better);
    return between == 0.5 ? std::midpoint(*at, next) : *at + between * (next - *at);
}

std::optional<PruneReason> PercentileRule::judge(const TrialRecord& trial, const History& history,
                                                 const PeerValues& peers) const
{
    const std::optional<int> step = trial.lastStep();
    if (!step || !isJudged(*this, *step))
        return std::nullopt;

    std::vector<double> values = peers.at(*step, history);
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (values.empty() || std::ssize(values) < startupTrials)
        return std::nullopt;

    const int count = static_cast<int>(values.size());
    const double best = bestValueUntil(*step, trial, history.direction);
    const double threshold = bestShareValue(std::move(values), keptShare, history.direction);
    if (!std::isnan(best) && !isBetter(threshold, best, history.direction))
        return std::nullopt;
    PruneReason reason{.kind = kind, .step = *step, .value = best, .threshold = threshold, .peers = count};
    if (kind == PruneKind::BelowPercentile)
        reason.share = keptShare;
    return reason;
}

std::vector<OptionSpec> percentileRuleParams()
{
    constexpr std::int64_t kMost = 1'000'000;
    return {option("n_startup", "Finished trials first",
                   "An epoch is judged once so many trials ran through it to their end.",
                   IntRange{.low = 1, .high = kMost}, std::int64_t{5}),
            option("n_warmup", "Epochs of grace", "No trial is stopped before this epoch is over.",
                   IntRange{.low = 0, .high = kMost}, std::int64_t{3}),
            option("interval", "Every so many epochs", "How often trials are compared.",
                   IntRange{.low = 1, .high = kMost}, std::int64_t{1})};
}

void readPercentileRule(const ParamSet& options, PercentileRule& rule)
{
    rule.startupTrials = static_cast<int>(integerOption(options, "n_startup").value_or(rule.startupTrials));
    rule.warmupSteps = static_cast<int>(integerOption(options, "n_warmup").value_or(rule.warmupSteps));
    rule.interval = static_cast<int>(integerOption(options, "interval").value_or(rule.interval));
}

} // namespace tunescope
