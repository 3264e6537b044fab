// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/pruner.h"

#include <vector>

namespace tunescope {

/// One trial at a rung.
struct RungEntry {
    int trial = 0;
    double value = 0.0;   ///< Its best value up to the rung.
    bool stopped = false; ///< Pruned before the next rung.
};

/// One step at which a pruner compares trials, and who got there.
struct Rung {
    int bracket = 0;
    int step = 0;
    int keep = 0; ///< How many of the entries the rule lets go on now.
    std::vector<RungEntry> entries =
        {}; ///< Best first; not-a-number last; the earlier trial first among equals.
};

/// Rungs of every bracket with the told trials that reached them, lowest first. Empty for pruners without
/// rungs.
[[nodiscard]] std::vector<Rung> rungTable(const Pruner& pruner, const History& history);

} // namespace tunescope
