// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/startup_design.h"

#include "core/search/samplers/sobol_sampler.h"

#include <algorithm>

namespace tunescope {
namespace {

constexpr int kFewest = 5;
constexpr int kMost = 10;
constexpr std::ptrdiff_t kFewestComplete = 3;

} // namespace

int startupTrials(const SearchSpace& space, int asked)
{
    if (asked > 0)
        return asked;
    const auto vary = std::count_if(space.params().begin(), space.params().end(), [](const ParamSpec& spec) {
        return valueCount(spec.distribution) != std::uint64_t{1};
    });
    return static_cast<int>(std::clamp<std::ptrdiff_t>(vary, kFewest, kMost));
}

bool isStartingUp(const ProposalContext& context, int trials)
{
    const std::vector<TrialRecordPtr>& told = context.history.trials;
    if (static_cast<int>(told.size() + context.pending.size()) < trials)
        return true;
    const auto complete = std::count_if(told.begin(), told.end(), [](const TrialRecordPtr& trial) {
        return trial->state == TrialState::Complete;
    });
    return complete < kFewestComplete;
}

Result<ParamSet> startupPoint(const ProposalContext& context)
{
    SobolSampler sobol;
    return sobol.propose(context);
}

} // namespace tunescope
