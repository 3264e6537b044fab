// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/importance/forest.h"
#include "core/search/importance/importance.h"
#include "core/search/importance/importance_data.h"

#include <vector>

namespace tunescope {

/// How the forest sees the parameters: unordered choices, and parents of conditions, as categories (up to
/// 64).
[[nodiscard]] std::vector<ForestAxis> forestAxes(const SearchSpace& space);

/// Functional ANOVA of a regression forest: the share of its variance over the whole space that each
/// parameter explains alone, and each pair of the top six beyond its two members.
///
/// Marginals are exact integrals over the leaves' boxes (pairs: on a grid of 32 x 32 cells); the total
/// variance comes from 512 Halton points. A conditional parameter is integrated over the regime where it is
/// active, and its variance is scaled by the regime's volume. Intervals come from forests on 20 resamples of
/// the trials, moved to the estimate. Axes with an order have equal steps in their own scale.
///
/// Source: Hutter, Hoos & Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance", ICML
/// 2014, algorithm 2.
void fillFanova(const SearchSpace& space, const ImportanceData& data, const ImportanceOptions& options,
                ImportanceReport& report);

} // namespace tunescope
