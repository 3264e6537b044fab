// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/gp_sampler.h"

#include "core/base/rng.h"
#include "core/search/gp/acquisition_search.h"
#include "core/search/gp/gp_models.h"
#include "core/search/option_values.h"
#include "core/search/samplers/random_sampler.h"
#include "core/search/samplers/startup_design.h"

namespace tunescope {
namespace {

constexpr std::uint64_t kSearchKey = 0x4770ULL; // "Gp"

SeenPoints seenBy(GpModels& models, const ProposalContext& context)
{
    SeenPoints seen;
    const auto add = [&](const TrialRecordPtr& trial) {
        if (const EncodedPoint* point = models.encoded(trial))
            seen.add(*point);
    };
    for (const TrialRecordPtr& trial : context.history.trials)
        add(trial);
    for (const TrialRecordPtr& trial : context.pending)
        add(trial);
    return seen;
}

} // namespace

std::vector<OptionSpec> GpSampler::params()
{
    return {startupOption()};
}

Result<std::unique_ptr<Sampler>> GpSampler::make(const ParamSet& options)
{
    return std::make_unique<GpSampler>(
        GpSamplerOptions{.startup = static_cast<int>(integerOption(options, "n_startup").value_or(0))});
}

GpSampler::GpSampler(GpSamplerOptions options) : m_options(options), m_models(std::make_unique<GpModels>()) {}

GpSampler::~GpSampler() = default;

std::string_view GpSampler::source(const ProposalContext& context) const
{
    return isStartingUp(context, startupTrials(context.space, m_options.startup)) ? "startup" : "model";
}

Result<ParamSet> GpSampler::propose(const ProposalContext& context)
{
    if (isStartingUp(context, startupTrials(context.space, m_options.startup)))
        return startupPoint(context);
    // What the model could still propose it has proposed in the first attempt.
    if (context.attempt > 0)
        return context.space.at(randomPoint(context, context.space.size()));
    const std::scoped_lock lock(m_mutex);
    const std::optional<GpModel> model = m_models->modelOf(context);
    if (!model)
        return startupPoint(context);
    const SeenPoints seen = seenBy(*m_models, context);
    const std::uint64_t seed = deriveSeed(Purpose::Sampler, context.studySeed,
                                          {static_cast<std::uint64_t>(context.trial), 0, 0, kSearchKey});
    const std::vector<Candidate> found =
        searchAcquisition({*model->space, model->posterior, model->incumbent, seen, model->best, seed});
    if (found.empty())
        return context.space.at(randomPoint(context, context.space.size()));
    return model->space->decode(found.front().point);
}

} // namespace tunescope
