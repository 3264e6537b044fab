// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/auto_sampler.h"

#include "core/search/option_values.h"

namespace tunescope {
namespace {

constexpr std::size_t kMostForGp = 300;

} // namespace

std::string_view autoMethod(const History& history)
{
    if (history.hasSeveralObjectives())
        return "motpe";
    return history.trials.size() <= kMostForGp ? "gp" : "tpe";
}

Result<std::unique_ptr<Sampler>> AutoSampler::make(const ParamSet& options)
{
    return std::make_unique<AutoSampler>(static_cast<int>(integerOption(options, "n_startup").value_or(0)));
}

AutoSampler::AutoSampler(int startup)
    : m_gp(GpSamplerOptions{startup})
    , m_tpe(TpeSamplerOptions{.startup = startup})
    , m_motpe(TpeSamplerOptions{.startup = startup})
{
}

Result<ParamSet> AutoSampler::propose(const ProposalContext& context)
{
    const std::string_view method = autoMethod(context.history);
    if (method == "motpe")
        return m_motpe.propose(context);
    return method == "gp" ? m_gp.propose(context) : m_tpe.propose(context);
}

std::string_view AutoSampler::source(const ProposalContext& context) const
{
    return m_gp.source(context);
}

} // namespace tunescope
