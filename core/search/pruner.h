// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/option_spec.h"
#include "core/search/trial_record.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace tunescope {

/// The steps at which a bracket compares its trials, and how many go on.
struct RungPlan {
    std::vector<int> steps;
    int eta = 3;     ///< At the first rung the best 1/eta go on,
    int lateEta = 3; ///< at the later ones the best 1/lateEta.

    /// Of `count` trials at a rung, counted from 0; at least one.
    [[nodiscard]] int keptOf(int count, std::size_t rung) const
    {
        return std::max(1, count / (rung == 0 ? eta : lateEta));
    }
};

/// Decides after each reported step whether a running trial should be stopped. Pure and thread-safe:
/// workers call it at the same time.
class Pruner
{
public:
    Pruner() = default;
    Pruner(const Pruner&) = delete;
    Pruner& operator=(const Pruner&) = delete;
    virtual ~Pruner() = default;

    /// `history` holds the told trials that the trial may see (the lag rule), sorted by number.
    [[nodiscard]] virtual std::optional<PruneReason> judge(const TrialRecord& trial,
                                                           const History& history) const = 0;

    /// Rungs of each bracket up to `longest` steps; empty if the pruner has none.
    [[nodiscard]] virtual std::vector<RungPlan> rungPlans(int /*longest*/) const { return {}; }
    /// Index into rungPlans() of a trial's bracket.
    [[nodiscard]] virtual int bracketOf(int /*trial*/) const { return 0; }
};

} // namespace tunescope
