// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/importance/importance.h"
#include "core/search/trial_record.h"
#include "core/space/search_space.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace tunescope {

enum class UsedTrials { Complete, AllTold };

/// The trials that an analysis of importance uses, as a table.
struct ImportanceData {
    std::vector<std::vector<double>>
        positions; ///< Per trial, per parameter; inactive ones hold a random one.
    std::vector<std::vector<bool>> active;
    std::vector<int> trials; ///< Their numbers.
    std::vector<ParamSet> params;
    std::vector<double>
        losses; ///< Less is better; infinite for trials without a value, large finite for stopped.

    [[nodiscard]] bool isFlat() const
    {
        return std::all_of(losses.begin(), losses.end(), [&](double loss) { return loss == losses.front(); });
    }
};

/// A history as its objective number `objective` alone sees it; unchanged if there is only one.
[[nodiscard]] History historyOfObjective(const History& history, int objective);

/// The told trials of a history that lie in the space. Losses order them: complete ones by value, then
/// stopped ones by their last number, then diverged and failed ones. Inactive parameters get a fixed random
/// position, so that nothing can depend on them.
[[nodiscard]] ImportanceData importanceData(const SearchSpace& space, const History& history, UsedTrials used,
                                            std::uint64_t seed);

/// Values between the 5th and the 95th percentile, by linear interpolation; `values` is not empty.
[[nodiscard]] std::pair<double, double> middleNinety(std::vector<double> values);

/// The losses with mean 0 and variance 1; a constant column becomes 0.
[[nodiscard]] std::vector<double> standardised(const std::vector<double>& losses);

/// Least share of unseen trials' variance that a model must explain before its answer is more than chance:
/// 1 / sqrt(trials).
[[nodiscard]] double fewestExplained(std::size_t trials);

/// The resampled values' spread around their median, moved to the estimate, and on both sides what the model
/// cannot know: the share of the variance that it does not explain may be spread in proportion to what
/// remains open.
[[nodiscard]] ImportanceInterval intervalAround(double share, const std::vector<double>& resampled,
                                                double unexplained);

} // namespace tunescope
