// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/trial_record.h"

#include <optional>

namespace tunescope {

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
};

} // namespace tunescope
