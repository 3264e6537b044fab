// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/generations.h"

#include <algorithm>

namespace tunescope {

std::vector<Birth> birthsOf(const Sampler& sampler, const ProposalRecord& record)
{
    std::vector<Birth> births;
    bool evolves = false;
    int index = 0;
    for (auto number = static_cast<std::size_t>(std::max(record.firstTrial, 0));
         number < record.trials.size(); ++number) {
        const OriginKind origin = record.trials[number]->origin.kind;
        if (origin != OriginKind::Sampler && origin != OriginKind::Repeat)
            continue;
        const auto told = static_cast<std::size_t>(std::max(static_cast<int>(number) - record.lag, 0));
        History history{record.direction, {}, record.directions};
        for (const TrialRecordPtr& trial : record.trials.first(told)) {
            if (isTold(trial->state))
                history.trials.push_back(trial);
        }
        const ProposalContext context{.space = record.space,
                                      .history = history,
                                      .pending = record.trials.subspan(told, number - told),
                                      .trial = static_cast<int>(number),
                                      .indexInStage = index++,
                                      .studySeed = record.studySeed};
        births.push_back({static_cast<int>(number), sampler.ancestry(context)});
        evolves = evolves || births.back().ancestry.generation > 0;
    }
    if (!evolves)
        births.clear();
    return births;
}

} // namespace tunescope
