// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/search/gp/encoded_space.h"

#include <span>
#include <vector>

namespace tunescope {

/// A density over a search space: one product of kernels for each point, and a
/// flat one as the prior.
///
/// Numbers: normal distributions around the point, cut off at 0 and 1 and added
/// up over the cell of a discrete value; as wide as the larger distance to its
/// neighbours (the ends of the axis count), at least 1/min(100, 1 + kernels).
/// Choices: 1/kernels for each choice and 1 more for the point's own,
/// normalised. The prior, and axes on which a point is inactive: a normal
/// distribution of mean 1/2 and deviation 1, even choices.
///
/// Sources: Bergstra et al., "Algorithms for Hyper-Parameter Optimization",
/// NIPS 2011; Watanabe, "Tree-structured Parzen estimator: understanding its
/// algorithm components and their roles", 2023.
class ParzenMixture
{
public:
    /// `weights` are relative to the prior's weight of 1. The space must outlive
    /// the mixture.
    ParzenMixture(const EncodedSpace& space, std::span<const EncodedPoint* const> points,
                  std::vector<double> weights);

    /// The same along some axes only.
    ParzenMixture(const EncodedSpace& space, std::vector<std::size_t> axes,
                  std::span<const EncodedPoint* const> points, std::vector<double> weights);

    /// A configuration of the space; what lies on no axis of the mixture is
    /// inactive.
    [[nodiscard]] EncodedPoint sample(Rng& rng) const;
    /// Fills the mixture's axes of a point whose earlier ones are known.
    void sampleInto(EncodedPoint& point, Rng& rng) const;

    /// Logarithms of the joint density of the active parameters; probability
    /// where values are discrete.
    [[nodiscard]] std::vector<double> logDensities(const std::vector<EncodedPoint>& points) const;

    /// Density along one of the axes where it is active; for a choice or discrete
    /// value its probability.
    [[nodiscard]] double marginal(std::size_t axis, double u) const;

private:
    struct Kernel {
        double centre = 0.5;
        double width = 1.0;
        double inverse = 1.0; ///< 1 / width.
        double logNorm = 0.0; ///< Of width times the mass inside [0, 1] times sqrt(2 pi).
        bool isPrior = true;
    };

    [[nodiscard]] std::vector<Kernel> kernelsOf(std::size_t axis,
                                                std::span<const EncodedPoint* const> points) const;
    /// Adds the logarithm of every component's density at a place on an axis.
    void addLogKernels(std::size_t at, double u, std::vector<double>& logs) const;
    [[nodiscard]] static double logMass(const Kernel& kernel, double from, double to);
    [[nodiscard]] double drawn(const EncodedAxis& axis, const Kernel& kernel, Rng& rng) const;

    const EncodedSpace& m_space;
    std::vector<std::size_t> m_axes;
    std::vector<double> m_weights;              ///< Sum 1, the prior's last.
    std::vector<std::vector<Kernel>> m_kernels; ///< [axis][component]; empty for other axes.
};

} // namespace tunescope
