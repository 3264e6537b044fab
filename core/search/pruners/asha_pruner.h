// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/pruner.h"
#include "core/search/pruners/extrapolation_rule.h"
#include "core/search/pruners/peer_values.h"
#include "core/space/search_space.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

struct AshaPrunerOptions {
    int firstRung = 2; ///< r_min: the step of the lowest rung.
    int eta = 3;       ///< Every rung is eta times as far as the one before; the best 1/eta go on.
    std::optional<int> lateEta = std::nullopt; ///< The same share for all rungs but the first; else eta.
    std::optional<int> steps = std::nullopt;   ///< The horizon: a rung there or beyond would stop nothing.
    /// Looks where curves lead: judges trials between the rungs and lets more go on at them.
    std::optional<ExtrapolationRule> secondStage = std::nullopt;
};

/// Asynchronous successive halving, stopping form: at the rungs r_min, r_min eta, r_min eta^2, ... a trial
/// goes on if it is among the best 1/eta of all trials that reached the rung, itself included.
///
/// Peers are the told trials that reached the rung, whatever became of them; compared are the best values up
/// to it. Of m trials the best max(1, floor(m/eta)) go on; of equal trials none is stopped for the other. A
/// trial that skips a rung's step is judged at its next report. NaN is worse than any number.
///
/// Differs from the source on purpose, unless `extrapolate` is off: at all rungs but the first a trial also
/// goes on whose extrapolated curve (forecastCurve) leads among the best 1/eta, because curves cross; and
/// between the rungs trials are stopped whose curve is hopeless, which saves what that costs.
///
/// Source: Li et al., "A System for Massively Parallel Hyperparameter Tuning", MLSys 2020; the stopping form
/// is the one of Ray Tune.
class AshaPruner final : public Pruner
{
public:
    static constexpr std::string_view kSummary =
        "Lets only the best third of the trials go on at a few epochs, each three times as far; saves the "
        "most time, but decides early on little.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Pruner>> make(const ParamSet& options);

    /// Compares only the trials that `filter` accepts (Hyperband's brackets); empty = all.
    explicit AshaPruner(AshaPrunerOptions options = {}, PeerFilter filter = {});

    [[nodiscard]] std::optional<PruneReason> judge(const TrialRecord& trial,
                                                   const History& history) const override;
    [[nodiscard]] std::vector<RungPlan> rungPlans(int longest) const override;

private:
    [[nodiscard]] RungPlan planUntil(int longest) const;
    [[nodiscard]] std::optional<PruneReason> judgeAtRung(const TrialRecord& trial, const History& history,
                                                         const RungPlan& plan, std::size_t rung) const;
    /// Index of a rung in plan.steps.
    [[nodiscard]] static std::optional<std::size_t> rungReachedNow(const RungPlan& plan,
                                                                   const TrialRecord& trial);

    /// Whether the extrapolated curve leads among the best `keep`; also writes where it leads.
    [[nodiscard]] bool leadsAhead(const TrialRecord& trial, const History& history, int keep,
                                  double& predicted) const;

    AshaPrunerOptions m_options;
    PeerValues m_peers;
    PeerValues m_forecasts; ///< Where the peers' curves lead.
};

} // namespace tunescope
