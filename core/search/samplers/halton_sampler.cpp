// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/halton_sampler.h"

#include "core/base/rng.h"
#include "core/search/samplers/random_sampler.h"

#include <algorithm>
#include <array>

namespace tunescope {
namespace {

/// Keeps the digits' key apart from the keys of single trials, which have one or two parts.
constexpr std::uint64_t kHaltonKey = 0x48616c746f6eULL; // "Halton"

constexpr std::array<std::uint32_t, kHaltonDimensions> firstPrimes()
{
    std::array<std::uint32_t, kHaltonDimensions> primes{};
    std::size_t found = 0;
    for (std::uint32_t candidate = 2; found < primes.size(); ++candidate) {
        bool prime = true;
        for (std::size_t i = 0; i < found && prime; ++i)
            prime = candidate % primes[i] != 0;
        if (prime)
            primes[found++] = candidate;
    }
    return primes;
}

constexpr std::array<std::uint32_t, kHaltonDimensions> kBases = firstPrimes();

} // namespace

double halton(std::uint64_t index, int dimension)
{
    const std::uint64_t base = kBases[static_cast<std::size_t>(dimension)];
    double place = 1.0;
    double value = 0.0;
    for (; index > 0; index /= base) {
        place /= static_cast<double>(base);
        value += place * static_cast<double>(index % base);
    }
    return value;
}

double scrambledHalton(std::uint64_t index, int dimension, std::uint64_t seed)
{
    const std::uint64_t base = kBases[static_cast<std::size_t>(dimension)];
    Rng rng(Purpose::Sampler, seed, {static_cast<std::uint64_t>(dimension)});
    double place = 1.0;
    double value = 0.0;
    // Zeros in front of the index are digits too; those beyond 2^-32 change no setting.
    while (place > 0x1.0p-32) {
        place /= static_cast<double>(base);
        const std::uint64_t factor = 1 + rng.below(base - 1);
        const std::uint64_t shift = rng.below(base);
        value += place * static_cast<double>((factor * (index % base) + shift) % base);
        index /= base;
    }
    return std::min(value, 1.0 - 0x1.0p-53);
}

Result<std::unique_ptr<Sampler>> HaltonSampler::make(const ParamSet& /*options*/)
{
    return std::make_unique<HaltonSampler>();
}

Result<ParamSet> HaltonSampler::propose(const ProposalContext& context)
{
    std::vector<double> unit = randomPoint(context, context.space.size());
    if (context.attempt > 0)
        return context.space.at(unit);
    const std::uint64_t seed = deriveSeed(Purpose::Sampler, context.studySeed, {kHaltonKey, 0, 0});
    const int dimensions = static_cast<int>(std::min<std::size_t>(unit.size(), kHaltonDimensions));
    for (int d = 0; d < dimensions; ++d)
        unit[static_cast<std::size_t>(d)] =
            scrambledHalton(static_cast<std::uint64_t>(context.indexInStage), d, seed);
    return context.space.at(unit);
}

} // namespace tunescope
