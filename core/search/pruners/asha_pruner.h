// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/pruner.h"
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
    std::optional<int> steps = std::nullopt; ///< The horizon: a rung there or beyond would stop nothing.
};

/// Asynchronous successive halving, stopping form: at the rungs r_min, r_min eta, r_min eta^2, ... a trial
/// goes on if it is among the best 1/eta of all trials that reached the rung, itself included.
///
/// Peers are the told trials that reached the rung, whatever became of them; compared are the best values up
/// to it. Of m trials the best max(1, floor(m/eta)) go on; with m < eta everyone does; of equal trials none
/// is stopped for the other. A trial that skips a rung's step is judged at its next report. NaN is worse than
/// any number.
///
/// Source: Li et al., "A System for Massively Parallel Hyperparameter Tuning", MLSys 2020; the stopping form
/// is the one of Ray Tune.
class AshaPruner final : public Pruner
{
public:
    static constexpr std::string_view kSummary =
        "Lets only the best third of the trials go on at a few epochs, each three times as far; saves the "
        "most time, but decides early on little.";

    [[nodiscard]] static std::vector<ParamSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Pruner>> make(const ParamSet& options);

    explicit AshaPruner(AshaPrunerOptions options = {});

    [[nodiscard]] std::optional<PruneReason> judge(const TrialRecord& trial,
                                                   const History& history) const override;

private:
    [[nodiscard]] std::optional<int> rungReachedNow(const TrialRecord& trial) const;

    AshaPrunerOptions m_options;
    PeerValues m_peers{Peers::AllTold};
};

} // namespace tunescope
