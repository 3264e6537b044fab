// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/pruners/asha_pruner.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

struct HyperbandPrunerOptions {
    int firstRung = 2; ///< r_min: the lowest rung of the strictest bracket.
    int eta = 3;
    int steps = 50; ///< The horizon.
};

/// Hyperband with asynchronous brackets: bracket s = 0 .. floor(log_eta(steps / r_min)) is an AshaPruner
/// whose first rung is r_min eta^s, and which compares only the trials of its own bracket.
///
/// A trial's bracket follows from its number by a hash, so that neither order nor workers matter; a bracket
/// with k more rungs than the last gets a share of ceil((brackets) eta^k / (k + 1)), Hyperband's own.
///
/// Source: Li et al., "Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization", JMLR 18
/// (2018); the asynchronous form is the one of Optuna's HyperbandPruner.
class HyperbandPruner final : public Pruner
{
public:
    static constexpr std::string_view kSummary =
        "Runs successive halving with early and with late first decisions side by side; safer than one rule "
        "where late starters win, but it saves less time.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Pruner>> make(const ParamSet& options);

    explicit HyperbandPruner(HyperbandPrunerOptions options = {});

    [[nodiscard]] int bracketCount() const { return static_cast<int>(m_shares.size()); }
    [[nodiscard]] int bracketOf(int trial) const override;
    [[nodiscard]] std::vector<RungPlan> rungPlans(int longest) const override;

    [[nodiscard]] std::optional<PruneReason> judge(const TrialRecord& trial,
                                                   const History& history) const override;

private:
    std::vector<double> m_shares; ///< Of all trials, by bracket; they add up to 1.
    std::vector<std::unique_ptr<AshaPruner>> m_brackets;
};

} // namespace tunescope
