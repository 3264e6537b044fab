// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/hyperband_pruner.h"

#include "core/base/rng.h"
#include "core/search/option_values.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tunescope {
namespace {

constexpr std::uint64_t kBracketKey = 0x427261636bULL; // "Brack"
constexpr std::int64_t kMostBracketSteps = 1'000'000;
constexpr int kDefaultSteps = 50;

/// First rungs r_min, r_min eta, ... up to the horizon; at least one.
std::vector<int> firstRungs(const HyperbandPrunerOptions& options)
{
    std::vector<int> rungs;
    for (std::int64_t rung = options.firstRung; rungs.empty() || rung <= options.steps; rung *= options.eta)
        rungs.push_back(static_cast<int>(rung));
    return rungs;
}

} // namespace

std::vector<OptionSpec> HyperbandPruner::params()
{
    return {option("r_min", "First comparison",
                   "The epoch at which the strictest bracket first compares its trials.",
                   IntRange{.low = 1, .high = kMostBracketSteps}),
            option("eta", "Reduction", "Of so many trials one goes on, to so many times as many epochs.",
                   IntRange{.low = 2, .high = 100}, std::int64_t{3}),
            option("steps", "Epochs of a full trial", "The last epoch of a trial that is never stopped.",
                   IntRange{.low = 1, .high = kMostBracketSteps})};
}

Result<std::unique_ptr<Pruner>> HyperbandPruner::make(const ParamSet& options)
{
    HyperbandPrunerOptions chosen;
    chosen.steps = static_cast<int>(integerOption(options, "steps").value_or(kDefaultSteps));
    chosen.firstRung =
        static_cast<int>(integerOption(options, "r_min").value_or(std::max(2, chosen.steps / 25)));
    chosen.eta = static_cast<int>(integerOption(options, "eta").value_or(chosen.eta));
    return std::make_unique<HyperbandPruner>(chosen);
}

HyperbandPruner::HyperbandPruner(HyperbandPrunerOptions options)
{
    const std::vector<int> rungs = firstRungs(options);
    const auto count = static_cast<double>(rungs.size());
    double total = 0.0;
    for (std::size_t bracket = 0; bracket < rungs.size(); ++bracket) {
        const double more = count - 1.0 - static_cast<double>(bracket);
        m_shares.push_back(std::ceil(count * std::pow(options.eta, more) / (more + 1.0)));
        total += m_shares.back();
        m_brackets.push_back(std::make_unique<AshaPruner>(
            AshaPrunerOptions{.firstRung = rungs[bracket], .eta = options.eta, .steps = options.steps},
            [this, bracket](const TrialRecord& trial) {
                return bracketOf(trial.number) == static_cast<int>(bracket);
            }));
    }
    for (double& share : m_shares)
        share /= total;
}

int HyperbandPruner::bracketOf(int trial) const
{
    Rng rng(Purpose::Pruner, kBracketKey, {static_cast<std::uint64_t>(trial)});
    double left = rng.uniform();
    int bracket = 0;
    for (; bracket + 1 < bracketCount(); ++bracket) {
        left -= m_shares[static_cast<std::size_t>(bracket)];
        if (left < 0.0)
            break;
    }
    return bracket;
}

std::vector<RungPlan> HyperbandPruner::rungPlans(int longest) const
{
    std::vector<RungPlan> plans;
    for (const auto& bracket : m_brackets)
        plans.push_back(bracket->rungPlans(longest).front());
    return plans;
}

std::optional<PruneReason> HyperbandPruner::judge(const TrialRecord& trial, const History& history) const
{
    const int bracket = bracketOf(trial.number);
    std::optional<PruneReason> reason = m_brackets[static_cast<std::size_t>(bracket)]->judge(trial, history);
    if (reason)
        reason->bracket = bracket;
    return reason;
}

} // namespace tunescope
