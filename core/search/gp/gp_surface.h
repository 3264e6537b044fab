// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/gp/gp_posterior.h"
#include "core/space/search_space.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace tunescope {

/// How the loss changes with single parameters, according to a Gaussian process of complete trials.
///
/// Everything is told about the model of all trials and about 8 more, each of which has not seen every eighth
/// trial: how they differ shows how much rests on few trials. All share the scales of the first.
class GpSurface
{
public:
    static constexpr std::size_t kFolds = 8;

    /// A parameter's mean loss at some of its positions, others spread over the space.
    struct Marginal {
        std::vector<double> positions;
        std::vector<std::vector<double>> means; ///< [model, position]; the model of all trials first.
        bool isSampled = false;                 ///< The axis has more values than positions.
        double activeShare = 1.0;               ///< Of the space: where the parameter exists.
    };

    /// `losses` have mean 0 and deviation 1; params are those of the space. At least 2 kFolds trials.
    /// Integrals over the space are sums over so many places.
    GpSurface(const SearchSpace& space, const std::vector<ParamSet>& params,
              const std::vector<double>& losses, std::uint32_t places, std::uint64_t seed);

    /// Share of the losses' variance that models explain on trials they have not seen; 0 or less for noise.
    [[nodiscard]] double explainedShare() const { return m_explained; }
    /// Variance of each model's mean over the whole space, the model of all trials first.
    [[nodiscard]] std::vector<double> totalVariances() const;
    /// At every value of an axis of few values, otherwise at `steps` places from end to end.
    [[nodiscard]] Marginal marginal(std::size_t axis, int steps) const;
    /// What two axes do together beyond what each does alone, where both exist: the variance of each model's
    /// mean, scaled by that part of the space. Axes of more than `steps` values by Gauss-Legendre quadrature.
    [[nodiscard]] std::vector<double> interactionVariances(std::size_t first, std::size_t second,
                                                           int steps) const;

private:
    struct Places {
        std::vector<double> positions;
        std::vector<double> weights; ///< They add up to 1.
    };

    [[nodiscard]] Places quadratureAlong(std::size_t axis, int steps) const;
    /// A place of the spread with every inactive parameter filled in that others may bring to life.
    [[nodiscard]] EncodedPoint filledPlace(std::size_t place) const;

    std::unique_ptr<EncodedSpace> m_space; ///< Stays where it is when the surface moves.
    std::vector<GpPosterior> m_models;
    std::vector<EncodedPoint> m_spread; ///< Places all over the space,
    std::vector<EncodedPoint> m_fill;   ///< and what a parameter is there that becomes active.
    double m_explained = 0.0;
};

} // namespace tunescope
