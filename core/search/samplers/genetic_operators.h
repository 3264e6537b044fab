// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/space/search_space.h"

#include <optional>
#include <vector>

namespace tunescope {

enum class Crossover {
    Blend, ///< BLX-alpha (Eshelman & Schaffer 1993): anywhere between the parents or a little beside them.
    SimulatedBinary ///< SBX (Deb & Agrawal 1995): near one of the parents.
};

struct BreedingOptions {
    Crossover crossover = Crossover::Blend;
    double blendAlpha = 0.5;    ///< How far beyond the parents, as a share of their distance.
    double crossoverEta = 15.0; ///< SBX: the larger, the nearer to a parent.
    double crossoverRate = 0.9; ///< Otherwise the child begins as a copy of the first parent.
    double mutationEta = 20.0;  ///< Polynomial mutation: the larger, the smaller its steps.
    double mutations = 1.0;     ///< Expected number of mutated parameters of a child.
};

using Genes = std::vector<std::optional<double>>;

/// A child of two parents. Parameters that only one parent has come from it, those that none has are drawn
/// evenly. Numbers are crossed on their scale, choices are taken from either parent; a mutated number moves a
/// little (polynomial mutation, Deb & Goyal 1996; a small integer by one), a mutated choice changes.
[[nodiscard]] ParamSet breed(const SearchSpace& space, const Genes& first, const Genes& second,
                             const BreedingOptions& options, Rng& rng);

/// A number in [0, 1] moved by polynomial mutation.
[[nodiscard]] double polynomialMutation(double position, double eta, Rng& rng);

/// True for parameters whose values have no order.
[[nodiscard]] bool isUnordered(const ParamSpec& spec);

} // namespace tunescope
