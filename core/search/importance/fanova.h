// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/importance/forest.h"
#include "core/search/importance/importance.h"
#include "core/search/importance/importance_data.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace tunescope {

/// How the forest sees the parameters: unordered choices, and parents of conditions, as categories (up to
/// 64).
[[nodiscard]] std::vector<ForestAxis> forestAxes(const SearchSpace& space);

/// All pairs of the six parameters with the largest shares, in the space's order.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> topPairs(const std::vector<double>& shares);

/// Functional ANOVA of a model of the trials: the share of its variance over the whole space that each
/// parameter explains alone, and each pair of the top six beyond its two members.
///
/// The model is a regression forest, or a Gaussian process (fillFromSurface) where that explains more of
/// trials it has not seen (forest: out of bag; process: eight folds). Trees need many trials for a smooth
/// wave and see hardly anything of an exclusive or, whose first cut gains nothing; processes miss jumps. If
/// neither explains more than chance would, nothing matters.
///
/// Of a forest, marginals are exact integrals over the leaves' boxes (pairs: on a grid of 32 x 32 cells); the
/// total variance comes from 512 Halton points. A conditional parameter is integrated over the regime where
/// it is active, and its variance is scaled by the regime's volume. Intervals come from forests on 20
/// resamples of the trials, moved to the estimate. Axes with an order have equal steps in their own scale.
///
/// Source: Hutter, Hoos & Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance", ICML
/// 2014, algorithm 2.
void fillFanova(const SearchSpace& space, const ImportanceData& data, const ImportanceOptions& options,
                ImportanceReport& report);

} // namespace tunescope
