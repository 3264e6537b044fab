// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/importance/importance.h"
#include "core/search/importance/importance_data.h"

namespace tunescope {

/// Conditional PED-ANOVA: for each parameter the Pearson divergence between the density of the best tenth of
/// the trials (at least five) and that of all trials in which the parameter is active, times the share of
/// those.
///
/// Densities are kernel estimates on 50 grid points (Scott's bandwidth) for numbers and counts for choices,
/// with an even prior of one trial. What random subsets of the same size would give is taken off, and a study
/// in which no parameter beats 99 % of such subsets has nothing that matters. Intervals come from 100
/// resamples.
///
/// Sources: Watanabe, Bansal & Hutter, "PED-ANOVA", IJCAI 2023 (arXiv 2304.10255), and its conditional form
/// (arXiv 2601.20800); the correction for chance is ours.
void fillPedAnova(const SearchSpace& space, const ImportanceData& data, const ImportanceOptions& options,
                  ImportanceReport& report);

} // namespace tunescope
