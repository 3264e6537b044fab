// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/genetic_sampler.h"

#include "core/search/option_values.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tunescope {
namespace {

constexpr std::uint64_t kGeneticKey = 0x4761ULL; // "Ga"

} // namespace

std::vector<OptionSpec> GeneticSampler::params()
{
    const GeneticSamplerOptions defaults;
    return {option("population", "Population",
                   "How many trials a generation has; more of them search wider and slower.",
                   IntRange{.low = 4, .high = 1000}),
            option("tournament", "Tournament",
                   "A parent is the best of so many drawn trials; 1 lets every trial be one.",
                   IntRange{.low = 1, .high = 20}, std::int64_t{defaults.tournament}),
            option("crossover_rate", "Chance of two parents",
                   "How often a new trial mixes the settings of two trials instead of changing one.",
                   FloatRange{}, defaults.breeding.crossoverRate),
            option("mutations", "Changes in a trial",
                   "How many settings of a new trial are changed at random, on average.",
                   FloatRange{.low = 0.0, .high = 20.0}, defaults.breeding.mutations),
            option("mutation_eta", "Smallness of changes",
                   "The larger, the closer a changed number stays to its old value.",
                   FloatRange{.low = 1.0, .high = 100.0}, defaults.breeding.mutationEta)};
}

Result<std::unique_ptr<Sampler>> GeneticSampler::make(const ParamSet& options)
{
    GeneticSamplerOptions chosen;
    if (const auto population = integerOption(options, "population"))
        chosen.population = static_cast<int>(*population);
    chosen.tournament = static_cast<int>(integerOption(options, "tournament").value_or(chosen.tournament));
    BreedingOptions& breeding = chosen.breeding;
    breeding.crossoverRate = numberOption(options, "crossover_rate").value_or(breeding.crossoverRate);
    breeding.mutations = numberOption(options, "mutations").value_or(breeding.mutations);
    breeding.mutationEta = numberOption(options, "mutation_eta").value_or(breeding.mutationEta);
    return std::make_unique<GeneticSampler>(chosen);
}

std::size_t GeneticSampler::populationSize(const SearchSpace& space) const
{
    const double usual = 2.0 * (4.0 + 3.0 * std::log(dimensionOf(space)));
    return static_cast<std::size_t>(
        m_options.population.value_or(static_cast<int>(std::clamp(usual, 10.0, 30.0))));
}

std::optional<GeneticSampler::Couple> GeneticSampler::parentsFor(const ProposalContext& context,
                                                                 Rng& rng) const
{
    std::vector<Individual> population = m_reader.read(context.space, context.history);
    const std::size_t size = populationSize(context.space);
    if (population.size() < 2 || population.size() + context.pending.size() < size)
        return std::nullopt;
    const auto kept = population.begin() + static_cast<std::ptrdiff_t>(std::min(size, population.size()));
    std::partial_sort(population.begin(), kept, population.end(), isFitter);
    const auto count = static_cast<std::uint64_t>(kept - population.begin());
    // They are sorted, so the winner of a tournament is the one with the lowest index.
    const auto winner = [&] {
        std::uint64_t best = count - 1;
        for (int i = 0; i < m_options.tournament; ++i)
            best = std::min(best, rng.below(count));
        return best;
    };
    const std::uint64_t first = winner();
    std::uint64_t second = winner();
    if (second == first)
        second = (first + 1 + rng.below(count - 1)) % count;
    return Couple{population[first], population[second]};
}

Result<ParamSet> GeneticSampler::propose(const ProposalContext& context)
{
    Rng rng = proposalRng(context, kGeneticKey);
    const std::optional<Couple> parents = parentsFor(context, rng);
    if (!parents)
        return startingTrial(context);
    BreedingOptions breeding = m_options.breeding;
    breeding.mutations += context.attempt; // the child must differ from what was tried
    return breed(context.space, parents->first.genes, parents->second.genes, breeding, rng);
}

Ancestry GeneticSampler::ancestry(const ProposalContext& context) const
{
    Rng rng = proposalRng(context, kGeneticKey);
    const std::optional<Couple> parents = parentsFor(context, rng);
    const auto size = static_cast<int>(populationSize(context.space));
    if (!parents)
        return {};
    return {.generation = std::max(1, context.indexInStage / size),
            .parents = {parents->first.trial, parents->second.trial}};
}

std::string_view GeneticSampler::source(const ProposalContext& context) const
{
    return ancestry(context).parents.empty() ? "startup" : "model";
}

} // namespace tunescope
