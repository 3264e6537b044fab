// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"
#include "core/search/samplers/genetic_individuals.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

struct DifferentialSamplerOptions {
    std::optional<int> population = std::nullopt; ///< Default: clip(4 + 3 ln d, 8, 20) for d parameters.
    double bestShare = 0.2;  ///< JADE's p: a child is drawn towards one of the best p of the population.
    double adaptation = 0.1; ///< JADE's c: how fast F and CR follow what succeeded.
};

/// Differential evolution, current-to-pbest/1/bin with JADE's self-adapting step length F and crossover rate
/// CR, one child a trial.
///
/// Slots are replayed from the told trials in the order of their numbers: the first ones fill the population,
/// trial n then replaces slot n mod population if it is better; trials that no sampler proposed (by hand,
/// imported) replace the worst slot if they are better. Integers come from rounding, choices are copied.
/// Source: Zhang & Sanderson, "JADE: Adaptive Differential Evolution with Optional External Archive", IEEE
/// TEC 13 (2009), without the archive.
class DifferentialSampler final : public Sampler
{
public:
    static constexpr std::string_view kSummary = "Moves trials along the differences of others and adapts "
                                                 "its own step; robust on numbers of any scale, "
                                                 "but slow at first and blind to what choices mean.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Sampler>> make(const ParamSet& options);

    explicit DifferentialSampler(DifferentialSamplerOptions options = {}) : m_options(options) {}

    [[nodiscard]] Result<ParamSet> propose(const ProposalContext& context) override;
    [[nodiscard]] Ancestry ancestry(const ProposalContext& context) const override;
    [[nodiscard]] std::string_view source(const ProposalContext& context) const override;
    [[nodiscard]] bool isHistoryFree() const override { return false; }

private:
    struct Population;
    struct Child;

    [[nodiscard]] std::size_t populationSize(const SearchSpace& space) const;
    [[nodiscard]] Population replay(const ProposalContext& context,
                                    std::vector<Individual> individuals) const;
    /// No value while the starting design is not done.
    [[nodiscard]] std::optional<Child> childFor(const ProposalContext& context) const;

    DifferentialSamplerOptions m_options;
    IndividualReader m_reader;
};

} // namespace tunescope
