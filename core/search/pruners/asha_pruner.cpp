// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruners/asha_pruner.h"

#include "core/search/option_values.h"
#include "core/search/pruners/curve_forecast.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace tunescope {
namespace {

constexpr std::int64_t kMostSteps = 1'000'000;
constexpr bool kExtrapolateByDefault = true;
constexpr std::int64_t kLateEtaByDefault = 3;
constexpr double kSecondStageChance = 0.02; ///< The rungs have stopped the hopeless ones already.

/// r_min where the options name none.
int defaultFirstRung(std::optional<int> steps)
{
    return std::max(2, steps.value_or(0) / 25);
}

/// Where a trial's curve leads, as a loss; not-a-number if too little of it is known.
double expectedEnd(int step, const TrialRecord& trial, Direction direction, int horizon)
{
    const std::vector<IntermediateValue> curve = fallingCurve(trial, step, direction);
    return curve.size() < kFewestForForecast ? std::numeric_limits<double>::quiet_NaN()
                                             : forecastCurve(curve, horizon).mean();
}

/// Strictly better, with not-a-number worse than any number.
bool beats(double a, double b, Direction direction)
{
    return !std::isnan(a) && (std::isnan(b) || isBetter(a, b, direction));
}

} // namespace

std::vector<OptionSpec> AshaPruner::params()
{
    return {
        option("r_min", "First comparison",
               "The epoch at which trials are first compared; the method's own is a 25th of all epochs, "
               "at least 2.",
               IntRange{.low = 1, .high = kMostSteps}),
        option("eta", "Reduction", "Of so many trials one goes on, to so many times as many epochs.",
               IntRange{.low = 2, .high = 100}, std::int64_t{3}),
        option("late_eta", "Later reduction",
               "At all comparisons but the first, of so many trials one goes on; 2 stops fewer good ones.",
               IntRange{.low = 2, .high = 100}, kLateEtaByDefault),
        option("extrapolate", "Extrapolate curves",
               "Between comparisons also stops trials whose curve will hardly reach the best score, and at "
               "later comparisons lets those go on whose curve leads among the best.",
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
    chosen.lateEta = static_cast<int>(integerOption(options, "late_eta").value_or(kLateEtaByDefault));
    if (chosen.steps && flagOption(options, "extrapolate", kExtrapolateByDefault))
        chosen.secondStage = ExtrapolationRule{
            .horizon = *chosen.steps, .grace = std::max(4, *chosen.steps / 5), .chance = kSecondStageChance};
    return std::make_unique<AshaPruner>(chosen);
}

AshaPruner::AshaPruner(AshaPrunerOptions options, PeerFilter filter)
    : m_options(std::move(options))
    , m_peers(Peers::AllTold, filter)
    , m_forecasts(Peers::AllTold, std::move(filter),
                  [this](int step, const TrialRecord& trial, Direction direction) {
                      return expectedEnd(step, trial, direction, m_options.secondStage->horizon);
                  })
{
}

/// The highest rung between the report before and the last one.
std::optional<std::size_t> AshaPruner::rungReachedNow(const RungPlan& plan, const TrialRecord& trial)
{
    const auto& reports = trial.intermediateValues;
    const int before = reports.size() < 2 ? 0 : reports[reports.size() - 2].step;
    if (plan.steps.empty() || plan.steps.back() <= before)
        return std::nullopt;
    return plan.steps.size() - 1;
}

RungPlan AshaPruner::planUntil(int longest) const
{
    RungPlan plan{.eta = m_options.eta, .lateEta = m_options.lateEta.value_or(m_options.eta)};
    const int horizon = m_options.steps.value_or(std::numeric_limits<int>::max());
    for (std::int64_t rung = m_options.firstRung; rung <= longest && rung < horizon; rung *= m_options.eta)
        plan.steps.push_back(static_cast<int>(rung));
    return plan;
}

std::vector<RungPlan> AshaPruner::rungPlans(int longest) const
{
    return {planUntil(longest)};
}

std::optional<PruneReason> AshaPruner::judge(const TrialRecord& trial, const History& history) const
{
    const RungPlan plan = planUntil(trial.lastStep().value_or(0));
    if (const std::optional<std::size_t> rung = rungReachedNow(plan, trial)) {
        if (auto reason = judgeAtRung(trial, history, plan, *rung))
            return reason;
    }
    return m_options.secondStage ? m_options.secondStage->judge(trial, history) : std::nullopt;
}

std::optional<PruneReason> AshaPruner::judgeAtRung(const TrialRecord& trial, const History& history,
                                                   const RungPlan& plan, std::size_t rung) const
{
    const int step = *trial.lastStep();
    const std::vector<double> peers = m_peers.at(step, history);
    const int count = static_cast<int>(peers.size()) + 1;
    const double best = bestValueUntil(step, trial, history.direction);
    const auto better = std::count_if(peers.begin(), peers.end(),
                                      [&](double peer) { return beats(peer, best, history.direction); });
    const int rank = static_cast<int>(better) + 1;
    const int keep = plan.keptOf(count, rung);
    double predicted = 0.0;
    if (rank <= keep || (rung > 0 && leadsAhead(trial, history, keep, predicted)))
        return std::nullopt;
    return PruneReason{.kind = PruneKind::RungRank,
                       .step = step,
                       .value = best,
                       .rung = plan.steps[rung],
                       .rank = rank,
                       .of = count,
                       .keep = keep,
                       .predicted = predicted};
}

bool AshaPruner::leadsAhead(const TrialRecord& trial, const History& history, int keep,
                            double& predicted) const
{
    if (!m_options.secondStage)
        return false;
    const int step = *trial.lastStep();
    const double end = expectedEnd(step, trial, history.direction, m_options.secondStage->horizon);
    if (std::isnan(end))
        return false;
    const std::vector<double> peers = m_forecasts.at(step, history);
    predicted = history.direction == Direction::Minimize ? end : -end;
    return std::count_if(peers.begin(), peers.end(), [end](double peer) { return peer < end; }) < keep;
}

} // namespace tunescope
