// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/asha_pruner.h"

#include "core/search/option_values.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace tunescope {
namespace {

constexpr std::int64_t kMostSteps = 1'000'000;
constexpr bool kExtrapolateByDefault = true;

/// r_min where the options name none.
int defaultFirstRung(std::optional<int> steps)
{
    return std::max(2, steps.value_or(0) / 25);
}

/// Strictly better, with not-a-number worse than any number.
bool beats(double a, double b, Direction direction)
{
    return !std::isnan(a) && (std::isnan(b) || isBetter(a, b, direction));
}

} // namespace

std::vector<OptionSpec> AshaPruner::params()
{
    return {option("r_min", "First comparison",
                   "The epoch at which trials are first compared; the method's own is a 25th of all epochs, "
                   "at least 2.",
                   IntRange{.low = 1, .high = kMostSteps}),
            option("eta", "Reduction", "Of so many trials one goes on, to so many times as many epochs.",
                   IntRange{.low = 2, .high = 100}, std::int64_t{3}),
            option("extrapolate", "Extrapolate curves",
                   "Between comparisons also stops trials whose curve will hardly reach the best score.",
                   ChoiceSet{{true, false}}, kExtrapolateByDefault),
            option("steps", "Epochs of a full trial", "The last epoch of a trial that is never stopped.",
                   IntRange{.low = 1, .high = kMostSteps})};
}

Result<std::unique_ptr<Pruner>> AshaPruner::make(const ParamSet& options)
{
    AshaPrunerOptions chosen;
    if (const auto steps = integerOption(options, "steps"))
        chosen.steps = static_cast<int>(*steps);
    chosen.firstRung =
        static_cast<int>(integerOption(options, "r_min").value_or(defaultFirstRung(chosen.steps)));
    chosen.eta = static_cast<int>(integerOption(options, "eta").value_or(chosen.eta));
    if (chosen.steps && flagOption(options, "extrapolate", kExtrapolateByDefault))
        chosen.secondStage =
            ExtrapolationRule{.horizon = *chosen.steps, .grace = std::max(4, *chosen.steps / 5)};
    return std::make_unique<AshaPruner>(chosen);
}

AshaPruner::AshaPruner(AshaPrunerOptions options, PeerFilter filter)
    : m_options(std::move(options))
    , m_peers(Peers::AllTold, std::move(filter))
{
}

/// The highest rung between the report before and the last one.
std::optional<int> AshaPruner::rungReachedNow(const TrialRecord& trial) const
{
    const auto& reports = trial.intermediateValues;
    if (reports.empty())
        return std::nullopt;
    const int before = reports.size() < 2 ? 0 : reports[reports.size() - 2].step;
    const int horizon = m_options.steps.value_or(std::numeric_limits<int>::max());
    std::optional<int> reached;
    for (std::int64_t rung = m_options.firstRung; rung <= reports.back().step && rung < horizon;
         rung *= m_options.eta) {
        if (rung > before)
            reached = static_cast<int>(rung);
    }
    return reached;
}

std::vector<RungPlan> AshaPruner::rungPlans(int longest) const
{
    RungPlan plan{.eta = m_options.eta};
    const int horizon = m_options.steps.value_or(std::numeric_limits<int>::max());
    for (std::int64_t rung = m_options.firstRung; rung <= longest && rung < horizon; rung *= m_options.eta)
        plan.steps.push_back(static_cast<int>(rung));
    return {plan};
}

std::optional<PruneReason> AshaPruner::judge(const TrialRecord& trial, const History& history) const
{
    if (const std::optional<int> rung = rungReachedNow(trial)) {
        if (auto reason = judgeAtRung(trial, history, *rung))
            return reason;
    }
    return m_options.secondStage ? m_options.secondStage->judge(trial, history) : std::nullopt;
}

std::optional<PruneReason> AshaPruner::judgeAtRung(const TrialRecord& trial, const History& history,
                                                   int rung) const
{
    const int step = *trial.lastStep();
    const std::vector<double> peers = m_peers.at(step, history);
    const int count = static_cast<int>(peers.size()) + 1;
    const double best = bestValueUntil(step, trial, history.direction);
    const auto better = std::count_if(peers.begin(), peers.end(),
                                      [&](double peer) { return beats(peer, best, history.direction); });
    const int rank = static_cast<int>(better) + 1;
    const int keep = std::max(1, count / m_options.eta);
    if (rank <= keep)
        return std::nullopt;
    return PruneReason{.kind = PruneKind::RungRank,
                       .step = step,
                       .value = best,
                       .rung = rung,
                       .rank = rank,
                       .of = count,
                       .keep = keep};
}

} // namespace tunescope
