// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"

#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

/// What a Gaussian process expects at one place, in the unit of the objective.
///
/// `low` and `high` are the ends of mean +- one deviation of the function (without noise). `improvement` is
/// the expected improvement over the best that the model believes in, as a share of the largest of its slice.
struct GpOutlook {
    double mean = 0.0;
    double low = 0.0;
    double high = 0.0;
    double improvement = 0.0;
};

/// A model along one parameter, everything else as in a given configuration.
struct GpSlice {
    std::vector<ParamValue> values;
    std::vector<double> positions; ///< Of the values on the axis, 0 to 1.
    std::vector<GpOutlook> outlooks;
};

/// A model over two parameters; row after row of `first` values, `second` fastest.
struct GpPlane {
    std::vector<ParamValue> first;
    std::vector<ParamValue> second;
    std::vector<GpOutlook> outlooks; ///< [first.size() * second.size()]
};

/// Densities of TPE along one parameter: of good trials and of all others. Integrate to 1 over positions; for
/// choices and discrete values they are probabilities.
struct TpeSlice {
    std::vector<ParamValue> values;
    std::vector<double> positions;
    std::vector<double> good;
    std::vector<double> rest;
};

/// What more trials could bring, in the unit of the objective.
struct ImprovementOutlook {
    double expectedImprovement = 0.0; ///< The largest that a search over the whole space finds.
    double noise = 0.0;               ///< Deviation of a repeated trial, as the model estimates it.
    double incumbent = 0.0;           ///< The best value that the model believes in.
};

/// Each is what the sampler of the same name would know for `context`; all are pure functions of it and cost
/// about one proposal, so not for the thread that paints. No value while fewer than 3 told trials fit into
/// the space, or for a name that is not active in `at`. `points` >= 2 values of an axis are looked at, or all
/// if it has fewer, and always that of `at` itself: what was proposed is among what is looked at.
[[nodiscard]] std::optional<GpSlice> gpSlice(const ProposalContext& context, const ParamSet& at,
                                             std::string_view param, int points);
[[nodiscard]] std::optional<GpPlane> gpPlane(const ProposalContext& context, const ParamSet& at,
                                             std::string_view first, std::string_view second, int points);
[[nodiscard]] std::optional<TpeSlice> tpeSlice(const ProposalContext& context, std::string_view param,
                                               int points);
[[nodiscard]] std::optional<ImprovementOutlook> improvementOutlook(const ProposalContext& context);

} // namespace tunescope
