// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/anneal_sampler.h"

#include "core/search/option_values.h"
#include "core/search/samplers/genetic_operators.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tunescope {
namespace {

constexpr std::uint64_t kStepKey = 0x416e6eULL;       // "Ann"
constexpr std::uint64_t kAcceptKey = 0x416e6e4163ULL; // "AnnAc"
constexpr double kSmallestReach = 0.02;

std::size_t startSize(const SearchSpace& space)
{
    return static_cast<std::size_t>(std::clamp(dimensionOf(space), 5.0, 10.0));
}

/// Between the best and the middle of the starting design; the worse half may be anything.
double spreadOf(std::vector<Individual> start)
{
    std::sort(start.begin(), start.end(), isFitter);
    const double spread = start[start.size() / 2].losses.front() - start.front().losses.front();
    return std::isfinite(spread) && spread > 0.0 ? spread : 0.0;
}

} // namespace

struct AnnealSampler::Walk {
    Individual at;
    int steps = 0; ///< Taken or refused.
};

std::vector<OptionSpec> AnnealSampler::params()
{
    const AnnealSamplerOptions defaults;
    return {option("temperature", "Starting temperature",
                   "How readily worse settings are accepted at the beginning, in units of the spread of the "
                   "scores.",
                   FloatRange{.low = 0.0, .high = 10.0}, defaults.temperature),
            option("cooling", "Cooling",
                   "What is left of the temperature after each trial; closer to 1 searches longer.",
                   FloatRange{.low = 0.5, .high = 1.0}, defaults.cooling),
            option("reach", "Reach of a step",
                   "How far a step goes at the starting temperature, as a part of each setting's range.",
                   FloatRange{.low = 0.01, .high = 1.0}, defaults.reach)};
}

Result<std::unique_ptr<Sampler>> AnnealSampler::make(const ParamSet& options)
{
    AnnealSamplerOptions chosen;
    chosen.temperature = numberOption(options, "temperature").value_or(chosen.temperature);
    chosen.cooling = numberOption(options, "cooling").value_or(chosen.cooling);
    chosen.reach = numberOption(options, "reach").value_or(chosen.reach);
    return std::make_unique<AnnealSampler>(chosen);
}

std::optional<AnnealSampler::Walk> AnnealSampler::replay(const ProposalContext& context) const
{
    const std::vector<Individual> individuals = m_reader.read(context.space, context.history);
    const std::size_t start = startSize(context.space);
    if (individuals.size() < 2 || individuals.size() + context.pending.size() < start)
        return std::nullopt;
    const auto begun = individuals.begin() + static_cast<std::ptrdiff_t>(std::min(start, individuals.size()));
    Walk walk{*std::min_element(individuals.begin(), begun, isFitter)};
    double temperature = m_options.temperature * spreadOf({individuals.begin(), begun});
    for (auto next = begun; next != individuals.end(); ++next) {
        Rng rng(Purpose::Sampler, context.studySeed,
                {static_cast<std::uint64_t>(next->trial), 0, kAcceptKey});
        const double worse = next->losses.front() - walk.at.losses.front();
        const bool comparable = next->evaluation == Evaluation::Complete;
        if (isFitter(*next, walk.at) ||
            (comparable && temperature > 0.0 && rng.uniform() < std::exp(-worse / temperature)))
            walk.at = *next;
        temperature *= m_options.cooling;
        ++walk.steps;
    }
    return walk;
}

Result<ParamSet> AnnealSampler::propose(const ProposalContext& context)
{
    const std::optional<Walk> walk = replay(context);
    if (!walk)
        return startingTrial(context);
    Rng rng = proposalRng(context, kStepKey);
    const double reach =
        std::max(kSmallestReach, m_options.reach * std::pow(m_options.cooling, walk->steps / 2.0)) *
        (1.0 + 0.25 * context.attempt);
    const std::vector<double> from = filledGenes(walk->at, context.studySeed);
    const auto active = std::count_if(walk->at.genes.begin(), walk->at.genes.end(),
                                      [](const auto& gene) { return gene.has_value(); });
    // About three settings move at once, and at least one.
    const double rate =
        std::min(1.0, (3.0 + context.attempt) / std::max<double>(1.0, static_cast<double>(active)));
    std::vector<double> genes = from;
    const std::size_t certain = from.empty() ? 0 : rng.below(from.size());
    for (std::size_t i = 0; i < genes.size(); ++i) {
        const double chance = rng.uniform();
        const double step = rng.normal();
        const double jump = rng.uniform();
        if (chance >= rate && i != certain)
            continue;
        if (isUnordered(context.space.params()[i])) {
            // A choice has no neighbours; it changes rarely, and ever more rarely.
            if (chance < 0.5 * rate)
                genes[i] = jump;
            continue;
        }
        const double moved = genes[i] + reach * step;
        genes[i] = moved < 0.0 ? std::min(1.0, -moved) : moved > 1.0 ? std::max(0.0, 2.0 - moved) : moved;
    }
    return context.space.at(genes);
}

Ancestry AnnealSampler::ancestry(const ProposalContext& context) const
{
    const std::optional<Walk> walk = replay(context);
    if (!walk)
        return {};
    return {.generation = walk->steps + 1, .parents = {walk->at.trial}};
}

std::string_view AnnealSampler::source(const ProposalContext& context) const
{
    return replay(context) ? "model" : "startup";
}

} // namespace tunescope
