// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/rungs.h"

#include "core/search/pruners/peer_values.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

int longestOf(const History& history)
{
    int longest = 0;
    for (const TrialRecordPtr& trial : history.trials)
        longest = std::max(longest, trial->lastStep().value_or(0));
    return longest;
}

bool isAhead(const RungEntry& a, const RungEntry& b, Direction direction)
{
    if (std::isnan(a.value) != std::isnan(b.value))
        return std::isnan(b.value);
    return isBetter(a.value, b.value, direction);
}

} // namespace

std::vector<Rung> rungTable(const Pruner& pruner, const History& history)
{
    std::vector<Rung> table;
    const std::vector<RungPlan> plans = pruner.rungPlans(longestOf(history));
    for (std::size_t bracket = 0; bracket < plans.size(); ++bracket) {
        const RungPlan& plan = plans[bracket];
        for (std::size_t i = 0; i < plan.steps.size(); ++i) {
            Rung rung{.bracket = static_cast<int>(bracket), .step = plan.steps[i]};
            for (const TrialRecordPtr& trial : history.trials) {
                const int last = trial->lastStep().value_or(0);
                if (!isTold(trial->state) || last < rung.step ||
                    pruner.bracketOf(trial->number) != static_cast<int>(bracket))
                    continue;
                const bool ended = i + 1 == plan.steps.size() || last < plan.steps[i + 1];
                rung.entries.push_back({.trial = trial->number,
                                        .value = bestValueUntil(rung.step, *trial, history.direction),
                                        .stopped = trial->state == TrialState::Pruned && ended});
            }
            std::stable_sort(
                rung.entries.begin(), rung.entries.end(),
                [&](const RungEntry& a, const RungEntry& b) { return isAhead(a, b, history.direction); });
            const int count = static_cast<int>(rung.entries.size());
            rung.keep = count == 0 ? 0 : plan.keptOf(count, i);
            table.push_back(std::move(rung));
        }
    }
    return table;
}

} // namespace tunescope
