// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/differential_sampler.h"

#include "core/search/option_values.h"
#include "core/search/samplers/genetic_operators.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace tunescope {
namespace {

constexpr std::uint64_t kChildKey = 0x4465ULL;       // "De"
constexpr std::uint64_t kControlKey = 0x44654346ULL; // "DeCF"

/// The step length and crossover rate of one child.
struct Control {
    double step = 0.5;
    double crossover = 0.5;
};

/// F from a Cauchy distribution cut to (0, 1], CR from a normal one clipped to [0, 1] (JADE, eqs. 7 and 10).
Control controlOf(int trial, const Control& centre, std::uint64_t seed)
{
    Rng rng(Purpose::Sampler, seed, {static_cast<std::uint64_t>(trial), 0, kControlKey});
    Control control;
    control.crossover = std::clamp(centre.crossover + 0.1 * rng.normal(), 0.0, 1.0);
    control.step = 0.0;
    for (int i = 0; i < 100 && control.step <= 0.0; ++i)
        control.step = std::min(1.0, centre.step + 0.1 * std::tan(std::numbers::pi * (rng.uniform() - 0.5)));
    return control.step > 0.0 ? control : Control{.step = centre.step, .crossover = control.crossover};
}

/// What the last trials taught about F and CR, as it was after each told trial.
struct ControlTrace {
    std::vector<std::pair<int, Control>> after = {}; ///< Trial number and centre, by number.

    [[nodiscard]] Control before(int trial) const
    {
        const auto end = std::lower_bound(after.begin(), after.end(), trial,
                                          [](const auto& entry, int number) { return entry.first < number; });
        return end == after.begin() ? Control{} : std::prev(end)->second;
    }
};

} // namespace

struct DifferentialSampler::Population {
    std::vector<Individual> slots;
    Control centre;
};

struct DifferentialSampler::Child {
    std::vector<double> genes;
    std::vector<int> parents;
};

std::vector<OptionSpec> DifferentialSampler::params()
{
    const DifferentialSamplerOptions defaults;
    return {option("population", "Population", "How many of the best trials are kept to make new ones from.",
                   IntRange{.low = 4, .high = 1000}),
            option("best_share", "Share of leaders",
                   "New trials move towards one of this best part of the population.",
                   FloatRange{.low = 0.01, .high = 1.0}, defaults.bestShare),
            option("adaptation", "Speed of adaptation",
                   "How fast step sizes follow those that succeeded; 0 keeps them.", FloatRange{},
                   defaults.adaptation)};
}

Result<std::unique_ptr<Sampler>> DifferentialSampler::make(const ParamSet& options)
{
    DifferentialSamplerOptions chosen;
    if (const auto population = integerOption(options, "population"))
        chosen.population = static_cast<int>(*population);
    chosen.bestShare = numberOption(options, "best_share").value_or(chosen.bestShare);
    chosen.adaptation = numberOption(options, "adaptation").value_or(chosen.adaptation);
    return std::make_unique<DifferentialSampler>(chosen);
}

std::size_t DifferentialSampler::populationSize(const SearchSpace& space) const
{
    const double usual = 4.0 + 3.0 * std::log(dimensionOf(space));
    return static_cast<std::size_t>(
        m_options.population.value_or(static_cast<int>(std::clamp(usual, 8.0, 20.0))));
}

DifferentialSampler::Population DifferentialSampler::replay(const ProposalContext& context,
                                                            std::vector<Individual> individuals) const
{
    // A trial was proposed before the last few trials were told: as many as are pending now.
    const int lag = static_cast<int>(context.pending.size());
    const std::size_t size = populationSize(context.space);
    Population population;
    ControlTrace trace;
    for (Individual& individual : individuals) {
        if (population.slots.size() < size) {
            population.slots.push_back(std::move(individual));
            continue;
        }
        auto target = std::max_element(population.slots.begin(), population.slots.end(), isFitter);
        if (individual.isOwn)
            target = population.slots.begin() +
                     static_cast<std::ptrdiff_t>(individual.trial) % static_cast<std::ptrdiff_t>(size);
        if (!isFitter(individual, *target))
            continue;
        if (individual.isOwn) {
            // JADE's means of the successful F (Lehmer) and CR (arithmetic), for one success at a time.
            const Control used =
                controlOf(individual.trial, trace.before(individual.trial - lag), context.studySeed);
            const double c = m_options.adaptation;
            population.centre.step = std::sqrt((1.0 - c) * population.centre.step * population.centre.step +
                                               c * used.step * used.step);
            population.centre.crossover = (1.0 - c) * population.centre.crossover + c * used.crossover;
            trace.after.emplace_back(individual.trial, population.centre);
        }
        *target = std::move(individual);
    }
    return population;
}

std::optional<DifferentialSampler::Child> DifferentialSampler::childFor(const ProposalContext& context) const
{
    std::vector<Individual> individuals = m_reader.read(context.space, context.history);
    const std::size_t size = populationSize(context.space);
    if (individuals.size() < 4 || individuals.size() + context.pending.size() < size)
        return std::nullopt;
    const Population population = replay(context, std::move(individuals));
    const std::size_t count = population.slots.size();
    Rng rng = proposalRng(context, kChildKey);
    const Control control = controlOf(context.trial, population.centre, context.studySeed);

    const std::size_t target = static_cast<std::size_t>(context.trial) % size % count;
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return isFitter(population.slots[a], population.slots[b]);
    });
    const double best = std::ceil(m_options.bestShare * static_cast<double>(count));
    const std::size_t guide = order[rng.below(static_cast<std::uint64_t>(std::max(2.0, best)))];
    std::size_t plus = rng.below(count);
    while (plus == target)
        plus = rng.below(count);
    std::size_t minus = rng.below(count);
    while (minus == target || minus == plus)
        minus = rng.below(count);

    const std::vector<double> current = filledGenes(population.slots[target], context.studySeed);
    const std::vector<double> towards = filledGenes(population.slots[guide], context.studySeed);
    const std::vector<double> a = filledGenes(population.slots[plus], context.studySeed);
    const std::vector<double> b = filledGenes(population.slots[minus], context.studySeed);
    Child child{current, {}};
    const std::size_t certain = rng.below(current.size());
    for (std::size_t i = 0; i < current.size(); ++i) {
        const double chance = rng.uniform();
        const double copied = rng.uniform();
        if (chance >= control.crossover && i != certain)
            continue;
        if (isUnordered(context.space.params()[i])) {
            child.genes[i] = copied < 0.5 ? towards[i] : copied < 0.75 ? a[i] : b[i];
            continue;
        }
        const double moved =
            current[i] + control.step * (towards[i] - current[i]) + control.step * (a[i] - b[i]);
        // Halfway to the bound instead of on it, as in JADE.
        child.genes[i] = moved < 0.0 ? 0.5 * current[i] : moved > 1.0 ? 0.5 * (1.0 + current[i]) : moved;
    }
    // What was tried before must be left: the more often asked, the further.
    for (double& gene : child.genes) {
        const double step = rng.normal();
        if (context.attempt > 0)
            gene = std::clamp(gene + 0.05 * context.attempt * step, 0.0, 1.0);
    }
    for (const std::size_t slot : {target, guide, plus, minus})
        child.parents.push_back(population.slots[slot].trial);
    return child;
}

Result<ParamSet> DifferentialSampler::propose(const ProposalContext& context)
{
    const std::optional<Child> child = childFor(context);
    return child ? context.space.at(child->genes) : startingTrial(context);
}

Ancestry DifferentialSampler::ancestry(const ProposalContext& context) const
{
    const std::optional<Child> child = childFor(context);
    if (!child)
        return {};
    return {.generation = std::max(1, context.indexInStage / static_cast<int>(populationSize(context.space))),
            .parents = child->parents};
}

std::string_view DifferentialSampler::source(const ProposalContext& context) const
{
    return childFor(context) ? "model" : "startup";
}

} // namespace tunescope
