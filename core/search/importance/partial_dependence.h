// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/trial_record.h"
#include "core/space/search_space.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// How the score would change with one parameter alone, according to a forest of regression trees.
struct PartialDependence {
    std::string param;
    std::vector<ParamValue> values; ///< Along the axis: every choice, or up to 30 evenly spaced values.
    std::vector<double> mean;       ///< Expected score at each value, over the trials in which it is active.
    std::vector<double> low;        ///< Where 5 % and 95 % of the trials' own curves lie.
    std::vector<double> high;
    std::vector<int> trials; ///< Of the individual curves, at most 30.
    std::vector<std::vector<double>>
        curves; ///< One a trial: its score, had only this parameter been changed.
};

/// No value with fewer than kFewestForImportance complete trials, for an unknown parameter, or when the
/// forest explains no more than chance would.
///
/// Sources: Friedman, "Greedy function approximation", Ann. Stat. 2001 (partial dependence); Goldstein et
/// al., "Peeking Inside the Black Box", JCGS 2015 (individual curves).
[[nodiscard]] std::optional<PartialDependence> partialDependence(const SearchSpace& space,
                                                                 const History& history,
                                                                 std::string_view param,
                                                                 std::uint64_t seed = 0);

} // namespace tunescope
