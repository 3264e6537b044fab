// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/importance/forest.h"
#include "core/space/search_space.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tunescope {

/// The part of the space in which a parameter is active: for each axis the categories that remain.
struct Regime {
    std::vector<std::uint64_t> categories; ///< All bits for numbers.
    double volume = 1.0;                   ///< Its share of the space.
};

/// One regime a parameter, from its conditions and those of its parents. Conditions on parents that the
/// forest treats as numbers are not followed.
[[nodiscard]] std::vector<Regime> regimesOf(const SearchSpace& space, const std::vector<ForestAxis>& axes);

/// Where both are active.
[[nodiscard]] Regime intersection(const Regime& a, const Regime& b);

/// Variance, over the regime, of the forest's mean as a function of one axis: exact sums over leaves.
[[nodiscard]] double marginalVariance(const RegressionForest& forest, std::size_t axis, const Regime& regime);

/// Variance of the forest's mean as a function of two axes, less those of either alone; on 32 x 32 cells.
[[nodiscard]] double interactionVariance(const RegressionForest& forest, std::size_t first,
                                         std::size_t second, const Regime& regime);

/// Variance of the forest over the whole space, at 512 points of a Halton sequence.
[[nodiscard]] double totalVariance(const RegressionForest& forest);

} // namespace tunescope
