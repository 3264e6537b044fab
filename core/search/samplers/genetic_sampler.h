// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"
#include "core/search/samplers/genetic_individuals.h"
#include "core/search/samplers/genetic_operators.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

struct GeneticSamplerOptions {
    std::optional<int> population = std::nullopt; ///< Default: clip(2 (4 + 3 ln d), 10, 30) for d parameters.
    int tournament = 2;
    BreedingOptions breeding = {.mutationEta = 5.0};
};

/// Genetic algorithm, one child a trial: the population is the best trials so far (so the best one always
/// stays), two tournaments choose the parents, their child is crossed and mutated.
///
/// Nothing is remembered: the population follows from the told trials, so any number of workers may wait for
/// results. The first trials are a scrambled Sobol design, one population large.
/// Source: steady-state form of Goldberg & Deb, "A Comparative Analysis of Selection Schemes Used in Genetic
/// Algorithms", FOGA 1 (1991).
class GeneticSampler final : public Sampler
{
public:
    static constexpr std::string_view kSummary =
        "Crosses and mutates the best trials so far; simple to follow and at home in any space, but needs "
        "hundreds of trials to be sharp.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Sampler>> make(const ParamSet& options);

    explicit GeneticSampler(GeneticSamplerOptions options = {}) : m_options(options) {}

    [[nodiscard]] Result<ParamSet> propose(const ProposalContext& context) override;
    [[nodiscard]] Ancestry ancestry(const ProposalContext& context) const override;
    [[nodiscard]] std::string_view source(const ProposalContext& context) const override;
    [[nodiscard]] bool isHistoryFree() const override { return false; }

private:
    struct Couple {
        Individual first;
        Individual second;
    };

    [[nodiscard]] std::size_t populationSize(const SearchSpace& space) const;
    /// No value while the starting design is not done.
    [[nodiscard]] std::optional<Couple> parentsFor(const ProposalContext& context, Rng& rng) const;

    GeneticSamplerOptions m_options;
    IndividualReader m_reader;
};

} // namespace tunescope
