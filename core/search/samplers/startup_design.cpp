// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/startup_design.h"

#include "core/search/samplers/sobol_sampler.h"
#include "core/search/unseen.h"

#include <algorithm>

namespace tunescope {
namespace {

constexpr int kFewest = 5;
constexpr int kMost = 10;
constexpr std::ptrdiff_t kFewestComplete = 3;

/// The person's own configuration, if the stage has not begun and nobody has tried it.
std::optional<ParamSet> untriedDefaults(const ProposalContext& context)
{
    if (context.indexInStage > 0 || context.attempt > 0)
        return std::nullopt;
    std::optional<ParamSet> params = defaultConfiguration(context.space);
    const auto same = [&](const TrialRecordPtr& trial) { return trial->params == *params; };
    if (!params || std::any_of(context.history.trials.begin(), context.history.trials.end(), same) ||
        std::any_of(context.pending.begin(), context.pending.end(), same))
        return std::nullopt;
    return params;
}

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

OptionSpec startupOption()
{
    return option("n_startup", "First trials",
                  "How many trials are spread evenly before the method learns; 0 means one for each setting, "
                  "5 to 10.",
                  IntRange{.low = 0, .high = 1000}, std::int64_t{0});
}

bool isStartingUp(const ProposalContext& context, int trials)
{
    const std::vector<TrialRecordPtr>& told = context.history.trials;
    if (untriedDefaults(context))
        return true;
    // A person's own configuration comes on top: the spread around it stays as wide as without it.
    const int extra = defaultConfiguration(context.space) ? 1 : 0;
    if (static_cast<int>(told.size() + context.pending.size()) < trials + extra)
        return true;
    const auto complete = std::count_if(told.begin(), told.end(), [](const TrialRecordPtr& trial) {
        return trial->state == TrialState::Complete;
    });
    return complete < kFewestComplete;
}

Result<ParamSet> startupPoint(const ProposalContext& context)
{
    if (std::optional<ParamSet> params = untriedDefaults(context))
        return std::move(*params);
    return SobolSampler().propose(context);
}

} // namespace tunescope
