// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/importance/importance.h"
#include "core/search/importance/importance_data.h"

namespace tunescope {

/// First-order Sobol shares of a Gaussian process' mean: the variance of the mean as a function of each
/// parameter alone, over that of the whole. No pairs.
///
/// A conditional parameter is averaged over the part of the space where it is active, and its variance is
/// scaled by that part. Intervals come from models that have not seen an eighth of the trials (delete-a-group
/// jackknife). Nothing matters if the model explains no more of unseen trials than chance would.
///
/// Source: Oakley & O'Hagan, "Probabilistic sensitivity analysis of complex models: a Bayesian approach",
/// JRSS B 2004, main effects of the posterior mean; integrals by 256 scrambled Sobol points.
void fillGpImportance(const SearchSpace& space, const ImportanceData& data, const ImportanceOptions& options,
                      ImportanceReport& report);

} // namespace tunescope
