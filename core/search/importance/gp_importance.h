// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/gp/gp_surface.h"
#include "core/search/importance/importance.h"
#include "core/search/importance/importance_data.h"

namespace tunescope {

/// A Gaussian process of the trials, integrated at 256 scrambled Sobol points.
[[nodiscard]] GpSurface importanceSurface(const SearchSpace& space, const ImportanceData& data,
                                          std::uint64_t seed);

/// Sobol shares of the mean of a Gaussian process: the variance of the mean as a function of each parameter
/// alone, and of pairs of the top six beyond their two members, over that of the whole.
///
/// A conditional parameter is averaged over the part of the space where it is active, and its variance is
/// scaled by that part. Intervals come from models that have not seen an eighth of the trials (delete-a-group
/// jackknife). Axes have 16 places, those of pairs 12 (Gauss-Legendre) with 24 places of all others.
///
/// Source: Oakley & O'Hagan, "Probabilistic sensitivity analysis of complex models: a Bayesian approach",
/// JRSS B 2004, main effects and interactions of the posterior mean.
void fillFromSurface(const SearchSpace& space, const ImportanceData& data, const GpSurface& surface,
                     PairAnalysis pairs, ImportanceReport& report);

/// fillFromSurface(), or Abstention::NothingMatters if the model explains no more of unseen trials than
/// chance would.
void fillGpImportance(const SearchSpace& space, const ImportanceData& data, const ImportanceOptions& options,
                      ImportanceReport& report);

} // namespace tunescope
