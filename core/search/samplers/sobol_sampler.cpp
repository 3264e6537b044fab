// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/sobol_sampler.h"

#include "core/base/rng.h"
#include "core/search/samplers/random_sampler.h"
#include "core/search/samplers/sobol_sequence.h"

#include <algorithm>

namespace tunescope {
namespace {

/// Keeps the scramble's key apart from the keys of single trials, which have one or two parts.
constexpr std::uint64_t kSobolKey = 0x536f626f6cULL; // "Sobol"

} // namespace

Result<std::unique_ptr<Sampler>> SobolSampler::make(const ParamSet& /*options*/)
{
    return std::make_unique<SobolSampler>();
}

Result<ParamSet> SobolSampler::propose(const ProposalContext& context)
{
    std::vector<double> unit = randomPoint(context, context.space.size());
    if (context.attempt > 0)
        return context.space.at(unit);
    const std::uint64_t seed = deriveSeed(Purpose::Sampler, context.studySeed, {kSobolKey, 0, 0});
    const int dimensions = static_cast<int>(std::min<std::size_t>(unit.size(), kSobolDimensions));
    for (int d = 0; d < dimensions; ++d) {
        const std::uint32_t plain = sobolDigits(static_cast<std::uint32_t>(context.indexInStage), d);
        unit[static_cast<std::size_t>(d)] = (owenScrambled(plain, d, seed) + 0.5) * 0x1.0p-32;
    }
    return context.space.at(unit);
}

} // namespace tunescope
