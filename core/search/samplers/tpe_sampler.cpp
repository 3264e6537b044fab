// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/tpe_sampler.h"

#include "core/search/option_values.h"
#include "core/search/samplers/startup_design.h"
#include "core/search/tpe/tpe_proposal.h"

namespace tunescope {

std::vector<OptionSpec> TpeSampler::params()
{
    return {startupOption(),
            option("candidates", "Draws",
                   "From so many random draws near the good trials the most promising one is tried.",
                   IntRange{.low = 1, .high = 1000}, std::int64_t{TpeSamplerOptions{}.candidates})};
}

Result<std::unique_ptr<Sampler>> TpeSampler::make(const ParamSet& options)
{
    TpeSamplerOptions chosen;
    chosen.startup = static_cast<int>(integerOption(options, "n_startup").value_or(chosen.startup));
    chosen.candidates = static_cast<int>(integerOption(options, "candidates").value_or(chosen.candidates));
    return std::make_unique<TpeSampler>(chosen);
}

TpeSampler::TpeSampler(TpeSamplerOptions options)
    : m_options(options)
    , m_trials(std::make_unique<TpeTrials>())
{
}

TpeSampler::~TpeSampler() = default;

std::string_view TpeSampler::source(const ProposalContext& context) const
{
    return isStartingUp(context, startupTrials(context.space, m_options.startup)) ? "startup" : "model";
}

Result<ParamSet> TpeSampler::propose(const ProposalContext& context)
{
    if (isStartingUp(context, startupTrials(context.space, m_options.startup)))
        return startupPoint(context);
    const std::scoped_lock lock(m_mutex);
    const std::optional<TpeDensities> densities = tpeDensities(*m_trials, context, tpeSplit);
    if (!densities)
        return startupPoint(context);
    return tpeProposal(*m_trials, *densities, context, m_options.candidates);
}

} // namespace tunescope
