// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/random_sampler.h"

#include "core/base/rng.h"

namespace tunescope {

std::vector<double> randomPoint(const ProposalContext& context, std::size_t dimensions)
{
    const auto trial = static_cast<std::uint64_t>(context.trial);
    const auto attempt = static_cast<std::uint64_t>(context.attempt);
    Rng rng = context.attempt == 0 ? Rng(Purpose::Sampler, context.studySeed, {trial})
                                   : Rng(Purpose::Sampler, context.studySeed, {trial, attempt});
    // Inactive parameters use up their number too, so a parent's value never shifts the others.
    std::vector<double> unit(dimensions);
    for (double& u : unit)
        u = rng.uniform();
    return unit;
}

Result<std::unique_ptr<Sampler>> RandomSampler::make(const ParamSet& /*options*/)
{
    return std::make_unique<RandomSampler>();
}

Result<ParamSet> RandomSampler::propose(const ProposalContext& context)
{
    return context.space.at(randomPoint(context, context.space.size()));
}

} // namespace tunescope
