// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/search/samplers/genetic_individuals.h"
#include "core/space/search_space.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace tunescope {

/// A normal distribution over the numeric parameters and one categorical distribution for each unordered one,
/// and how they learn from a generation: CMA-ES with margin, and CatCMA.
///
/// Positions are those of SearchSpace, in [0, 1]; steps and integers are bins on that axis. The margin keeps
/// the probability of leaving the bin of the mean at 1/(lambda d) or more, and that of every choice above a
/// floor.
///
/// Sources: Hansen, "The CMA Evolution Strategy: A Tutorial" (2016), positive weights only; Hamano et al.,
/// "CMA-ES with Margin", GECCO 2022 (eqs. 8 to 17); Hamano et al., "CatCMA", GECCO 2024; samples from an
/// older distribution are shortened as in Hansen, "Injecting External Solutions Into CMA-ES" (2011).
class CmaesState
{
public:
    /// Around `mean` (positions of all parameters) with deviation `sigma`; choices lean towards those of
    /// `mean`.
    CmaesState(const SearchSpace& space, std::vector<double> mean, double sigma, std::size_t lambda);
    ~CmaesState();
    CmaesState(CmaesState&& other) noexcept;
    CmaesState& operator=(CmaesState&& other) noexcept;

    [[nodiscard]] std::size_t lambda() const;

    /// Positions of all parameters, drawn from the distribution; inactive ones too.
    [[nodiscard]] std::vector<double> sample(Rng& rng) const;

    /// Learns from lambda individuals. Inactive genes count as draws from the present distribution.
    void update(std::span<const Individual> generation, std::uint64_t studySeed);

    /// True when the distribution is too narrow to tell positions apart, or no longer proper.
    [[nodiscard]] bool isConverged() const;

    [[nodiscard]] double sigma() const;
    [[nodiscard]] std::vector<double> mean() const; ///< Of the numeric parameters, in order.
    /// Probabilities of the choices of the unordered parameter number `index`.
    [[nodiscard]] std::vector<double> choiceProbabilities(std::size_t index) const;

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace tunescope
