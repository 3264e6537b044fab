// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/nsga2_sampler.h"

#include "core/search/option_values.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>

namespace tunescope {
namespace {

constexpr std::uint64_t kNsgaKey = 0x4e736732ULL; // "Nsg2"

/// One of the population, sorted so that the better one has the lower index.
struct Ranked {
    const Individual* individual = nullptr;
    int front = 0;
    double crowding = 0.0;
};

std::vector<Losses> lossesOf(const std::vector<const Individual*>& individuals)
{
    std::vector<Losses> losses;
    losses.reserve(individuals.size());
    for (const Individual* individual : individuals)
        losses.push_back(individual->losses);
    return losses;
}

/// Fronts in order, each by falling crowding distance (the earlier trial first among equals).
std::vector<Ranked> rankedFronts(const std::vector<const Individual*>& individuals)
{
    const std::vector<int> fronts = nonDominatedRanks(lossesOf(individuals));
    std::vector<std::vector<const Individual*>> members(individuals.size());
    for (std::size_t i = 0; i < individuals.size(); ++i)
        members[static_cast<std::size_t>(fronts[i])].push_back(individuals[i]);
    std::vector<Ranked> ranked;
    for (std::size_t front = 0; front < members.size(); ++front) {
        const std::vector<double> crowding = crowdingDistances(lossesOf(members[front]));
        const auto begin = static_cast<std::ptrdiff_t>(ranked.size());
        for (std::size_t i = 0; i < members[front].size(); ++i)
            ranked.push_back({members[front][i], static_cast<int>(front), crowding[i]});
        std::stable_sort(ranked.begin() + begin, ranked.end(),
                         [](const Ranked& a, const Ranked& b) { return a.crowding > b.crowding; });
    }
    return ranked;
}

/// The best `size` of all: complete trials first.
std::vector<Ranked> populationOf(const std::vector<Individual>& individuals, std::size_t size)
{
    std::vector<Ranked> population;
    for (const Evaluation evaluation : {Evaluation::Complete, Evaluation::Partial}) {
        std::vector<const Individual*> some;
        for (const Individual& individual : individuals) {
            if (individual.evaluation == evaluation)
                some.push_back(&individual);
        }
        for (const Ranked& ranked : rankedFronts(some)) {
            if (population.size() < size)
                population.push_back(ranked);
        }
    }
    return population;
}

struct Couple {
    const Individual* first = nullptr;
    const Individual* second = nullptr;
};

std::optional<Couple> parentsOf(const std::vector<Individual>& individuals, std::size_t size,
                                std::size_t pending, Rng& rng)
{
    if (individuals.size() < 2 || individuals.size() + pending < size)
        return std::nullopt;
    const std::vector<Ranked> population = populationOf(individuals, size);
    const auto winner = [&] {
        const std::uint64_t a = rng.below(population.size());
        return std::min(a, rng.below(population.size())); // sorted by front, then crowding
    };
    const std::uint64_t first = winner();
    std::uint64_t second = winner();
    if (second == first)
        second = (first + 1 + rng.below(population.size() - 1)) % population.size();
    return Couple{population[first].individual, population[second].individual};
}

} // namespace

std::vector<double> crowdingDistances(const std::vector<Losses>& points)
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    std::vector<double> distances(points.size(), 0.0);
    if (points.empty())
        return distances;
    std::vector<std::size_t> order(points.size());
    for (std::size_t objective = 0; objective < points.front().size(); ++objective) {
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return points[a][objective] < points[b][objective];
        });
        const double range = points[order.back()][objective] - points[order.front()][objective];
        distances[order.front()] = kInfinity;
        distances[order.back()] = kInfinity;
        for (std::size_t i = 1; i + 1 < order.size() && range > 0.0; ++i)
            distances[order[i]] +=
                (points[order[i + 1]][objective] - points[order[i - 1]][objective]) / range;
    }
    return distances;
}

std::vector<OptionSpec> Nsga2Sampler::params()
{
    const Nsga2SamplerOptions defaults;
    return {option("population", "Population",
                   "How many trials a generation has; more of them cover the front more finely.",
                   IntRange{.low = 4, .high = 1000}, std::int64_t{defaults.population}),
            option("crossover_rate", "Chance of two parents",
                   "How often a new trial mixes the settings of two trials instead of changing one.",
                   FloatRange{}, defaults.breeding.crossoverRate),
            option("crossover_eta", "Closeness to the parents",
                   "The larger, the closer mixed numbers stay to those of the parents.",
                   FloatRange{.low = 1.0, .high = 100.0}, defaults.breeding.crossoverEta),
            option("mutation_eta", "Smallness of changes",
                   "The larger, the closer a changed number stays to its old value.",
                   FloatRange{.low = 1.0, .high = 100.0}, defaults.breeding.mutationEta)};
}

Result<std::unique_ptr<Sampler>> Nsga2Sampler::make(const ParamSet& options)
{
    Nsga2SamplerOptions chosen;
    chosen.population = static_cast<int>(integerOption(options, "population").value_or(chosen.population));
    BreedingOptions& breeding = chosen.breeding;
    breeding.crossoverRate = numberOption(options, "crossover_rate").value_or(breeding.crossoverRate);
    breeding.crossoverEta = numberOption(options, "crossover_eta").value_or(breeding.crossoverEta);
    breeding.mutationEta = numberOption(options, "mutation_eta").value_or(breeding.mutationEta);
    return std::make_unique<Nsga2Sampler>(chosen);
}

Result<ParamSet> Nsga2Sampler::propose(const ProposalContext& context)
{
    const std::vector<Individual> individuals = m_reader.read(context.space, context.history);
    Rng rng = proposalRng(context, kNsgaKey);
    const auto parents =
        parentsOf(individuals, static_cast<std::size_t>(m_options.population), context.pending.size(), rng);
    if (!parents)
        return startingTrial(context);
    BreedingOptions breeding = m_options.breeding;
    breeding.mutations += context.attempt; // the child must differ from what was tried
    return breed(context.space, parents->first->genes, parents->second->genes, breeding, rng);
}

Ancestry Nsga2Sampler::ancestry(const ProposalContext& context) const
{
    const std::vector<Individual> individuals = m_reader.read(context.space, context.history);
    Rng rng = proposalRng(context, kNsgaKey);
    const auto parents =
        parentsOf(individuals, static_cast<std::size_t>(m_options.population), context.pending.size(), rng);
    if (!parents)
        return {};
    return {.generation = std::max(1, context.indexInStage / m_options.population),
            .parents = {parents->first->trial, parents->second->trial}};
}

std::string_view Nsga2Sampler::source(const ProposalContext& context) const
{
    const std::size_t told = m_reader.read(context.space, context.history).size();
    return told < 2 || told + context.pending.size() < static_cast<std::size_t>(m_options.population)
               ? "startup"
               : "model";
}

} // namespace tunescope
