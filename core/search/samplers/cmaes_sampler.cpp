// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/cmaes_sampler.h"

#include "core/search/option_values.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

namespace tunescope {
namespace {

constexpr std::uint64_t kSampleKey = 0x436d616573ULL;    // "Cmaes"
constexpr std::uint64_t kRestartKey = 0x526573746172ULL; // "Restar"

std::size_t usualLambda(const SearchSpace& space)
{
    return static_cast<std::size_t>(4.0 + 3.0 * std::log(dimensionOf(space)));
}

/// The leading trials that are no generation: those that no sampler proposed, and the starting design.
std::size_t startLength(const std::vector<Individual>& individuals, std::size_t design)
{
    std::size_t own = 0;
    for (std::size_t i = 0; i < individuals.size(); ++i) {
        own += individuals[i].isOwn ? 1 : 0;
        if (i + 1 >= design && (i + 1 == individuals.size() || individuals[i + 1].isOwn))
            return i + 1;
        if (own >= design)
            return i + 1;
    }
    return individuals.size();
}

/// Alternates between larger populations and smaller, narrower ones, whichever has used fewer trials.
struct Restarts {
    std::size_t usual = 0;
    std::size_t large = 0;
    std::size_t largeTrials = 0;
    std::size_t smallTrials = 0;
    int count = 0;
    bool isLarge = true;

    CmaesState next(const SearchSpace& space, double sigma, std::uint64_t seed)
    {
        Rng rng(Purpose::Sampler, seed, {static_cast<std::uint64_t>(++count), 0, kRestartKey});
        std::vector<double> mean(space.size());
        for (double& position : mean)
            position = rng.uniform();
        const double u = rng.uniform();
        isLarge = largeTrials <= smallTrials;
        if (isLarge) {
            large *= 2;
            return {space, std::move(mean), sigma, large};
        }
        const double ratio = 0.5 * static_cast<double>(large) / static_cast<double>(usual);
        const double lambda = static_cast<double>(usual) * std::pow(std::max(1.0, ratio), u * u);
        return {space, std::move(mean), sigma * std::pow(10.0, -2.0 * rng.uniform()),
                static_cast<std::size_t>(lambda)};
    }
};

} // namespace

struct CmaesSampler::Replayed {
    CmaesState state;
    int generations = 0;
    std::vector<int> parents = {}; ///< The better half of the last generation, or the best of the start.
};

std::vector<OptionSpec> CmaesSampler::params()
{
    return {option("population", "Trials in a generation",
                   "How many trials the distribution learns from at once; more of them search wider and "
                   "slower.",
                   IntRange{.low = 4, .high = 1000}),
            option("sigma", "First spread",
                   "Standard deviation of the first generation, as a part of each setting's range.",
                   FloatRange{.low = 0.01, .high = 0.5}, CmaesSamplerOptions{}.sigma)};
}

Result<std::unique_ptr<Sampler>> CmaesSampler::make(const ParamSet& options)
{
    CmaesSamplerOptions chosen;
    if (const auto population = integerOption(options, "population"))
        chosen.population = static_cast<int>(*population);
    chosen.sigma = numberOption(options, "sigma").value_or(chosen.sigma);
    return std::make_unique<CmaesSampler>(chosen);
}

std::optional<CmaesSampler::Replayed> CmaesSampler::replay(const ProposalContext& context) const
{
    const std::vector<Individual> individuals = m_reader.read(context.space, context.history);
    const std::size_t usual =
        static_cast<std::size_t>(m_options.population.value_or(static_cast<int>(usualLambda(context.space))));
    if (individuals.size() < 2 || individuals.size() + context.pending.size() < usual)
        return std::nullopt;
    const std::size_t start = startLength(individuals, usual);
    const auto first = individuals.begin() + static_cast<std::ptrdiff_t>(start);
    const Individual& best = *std::min_element(individuals.begin(), first, isFitter);
    Replayed replayed{
        CmaesState(context.space, filledGenes(best, context.studySeed), m_options.sigma, usual)};
    replayed.parents = {best.trial};
    Restarts restarts{.usual = usual, .large = usual};
    std::size_t at = start;
    while (at + replayed.state.lambda() <= individuals.size()) {
        const std::size_t lambda = replayed.state.lambda();
        const std::span generation = std::span(individuals).subspan(at, lambda);
        replayed.state.update(generation, context.studySeed);
        at += lambda;
        ++replayed.generations;
        (restarts.isLarge ? restarts.largeTrials : restarts.smallTrials) += lambda;
        std::vector<Individual> sorted(generation.begin(), generation.end());
        std::sort(sorted.begin(), sorted.end(), isFitter);
        replayed.parents.clear();
        for (std::size_t i = 0; i < lambda / 2; ++i)
            replayed.parents.push_back(sorted[i].trial);
        if (replayed.state.isConverged())
            replayed.state = restarts.next(context.space, m_options.sigma, context.studySeed);
    }
    return replayed;
}

Result<ParamSet> CmaesSampler::propose(const ProposalContext& context)
{
    const std::optional<Replayed> replayed = replay(context);
    if (!replayed)
        return startingTrial(context);
    Rng rng = proposalRng(context, kSampleKey);
    return context.space.at(replayed->state.sample(rng));
}

Ancestry CmaesSampler::ancestry(const ProposalContext& context) const
{
    const std::optional<Replayed> replayed = replay(context);
    if (!replayed)
        return {};
    return {.generation = replayed->generations + 1, .parents = replayed->parents};
}

std::string_view CmaesSampler::source(const ProposalContext& context) const
{
    const std::size_t told = m_reader.read(context.space, context.history).size();
    const std::size_t usual =
        static_cast<std::size_t>(m_options.population.value_or(static_cast<int>(usualLambda(context.space))));
    return told < 2 || told + context.pending.size() < usual ? "startup" : "model";
}

} // namespace tunescope
