// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/genetic_operators.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tunescope {
namespace {

/// Up to this many values a mutation goes to another value for certain; finer ones are as good as real
/// numbers.
constexpr std::uint64_t kCoarse = 20;

double blend(double a, double b, double alpha, Rng& rng)
{
    const double beyond = alpha * std::abs(a - b);
    const double low = std::min(a, b) - beyond;
    return low + rng.uniform() * (std::abs(a - b) + 2.0 * beyond);
}

double simulatedBinary(double a, double b, double eta, Rng& rng)
{
    const double u = rng.uniform();
    const double spread = u <= 0.5 ? std::pow(2.0 * u, 1.0 / (eta + 1.0))
                                   : std::pow(1.0 / (2.0 * (1.0 - u)), 1.0 / (eta + 1.0));
    const double side = rng.uniform() < 0.5 ? spread : -spread;
    return 0.5 * (a + b) + side * 0.5 * (a - b);
}

double crossed(const ParamSpec& spec, double a, double b, const BreedingOptions& options, Rng& rng)
{
    if (isUnordered(spec) || rng.uniform() < 0.5)
        return rng.uniform() < 0.5 ? a : b;
    const double child = options.crossover == Crossover::Blend
                             ? blend(a, b, options.blendAlpha, rng)
                             : simulatedBinary(a, b, options.crossoverEta, rng);
    return std::clamp(child, 0.0, 1.0);
}

double mutated(const ParamSpec& spec, double position, double eta, Rng& rng)
{
    const std::optional<std::uint64_t> count = valueCount(spec.distribution);
    if (!count || *count > kCoarse)
        return polynomialMutation(position, eta, rng);
    if (*count < 2)
        return position;
    const std::uint64_t index = *valueIndex(spec.distribution, valueAt(spec.distribution, position));
    std::uint64_t other = rng.below(*count - 1);
    other += other >= index ? 1 : 0;
    if (!isUnordered(spec) && rng.uniform() < 0.75) {
        const bool down = index + 1 == *count || (index > 0 && rng.uniform() < 0.5);
        other = down ? index - 1 : index + 1;
    }
    return positionOf(spec.distribution, valueOfIndex(spec.distribution, other)).value_or(position);
}

} // namespace

bool isUnordered(const ParamSpec& spec)
{
    const auto* set = std::get_if<ChoiceSet>(&spec.distribution);
    return set && !set->ordered;
}

double polynomialMutation(double position, double eta, Rng& rng)
{
    const double u = rng.uniform();
    const double power = 1.0 / (eta + 1.0);
    const double step = u < 0.5 ? std::pow(2.0 * u, power) - 1.0 : 1.0 - std::pow(2.0 * (1.0 - u), power);
    return std::clamp(position + step, 0.0, 1.0);
}

ParamSet breed(const SearchSpace& space, const Genes& first, const Genes& second,
               const BreedingOptions& options, Rng& rng)
{
    const auto active =
        std::count_if(first.begin(), first.end(), [](const auto& gene) { return gene.has_value(); });
    const double rate = options.mutations / std::max<double>(1.0, static_cast<double>(active));
    const bool crosses = rng.uniform() < options.crossoverRate;
    ParamSet child;
    for (std::size_t i = 0; i < space.size(); ++i) {
        const ParamSpec& spec = space.params()[i];
        const bool inherits = first[i] || second[i];
        double gene = rng.uniform();
        if (first[i] && second[i])
            gene = crosses ? crossed(spec, *first[i], *second[i], options, rng) : *first[i];
        else if (inherits)
            gene = first[i] ? *first[i] : *second[i];
        if (inherits && rng.uniform() < rate)
            gene = mutated(spec, gene, options.mutationEta, rng);
        if (space.isActive(spec, child))
            child.set(spec.name, valueAt(spec.distribution, gene));
    }
    return child;
}

} // namespace tunescope
