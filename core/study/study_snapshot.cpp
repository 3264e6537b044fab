// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_snapshot.h"

#include "core/base/direction.h"

#include <algorithm>

namespace tunescope {
int& counterOf(TrialCounts& counts, TrialState state)
{
    switch (state) {
    case TrialState::Queued: return counts.queued;
    case TrialState::Running: return counts.running;
    case TrialState::Paused: return counts.paused;
    case TrialState::Complete: return counts.complete;
    case TrialState::Pruned: return counts.pruned;
    case TrialState::Diverged: return counts.diverged;
    case TrialState::Failed: return counts.failed;
    case TrialState::Cancelled: break;
    }
    return counts.cancelled;
}

TrialCounts shownCounts(const StudySnapshot& snapshot)
{
    TrialCounts shown = snapshot.counts;
    TrialCounts deleted = snapshot.deletedCounts;
    for (const TrialState state : {TrialState::Queued, TrialState::Running, TrialState::Paused, TrialState::Complete, TrialState::Pruned,
                                   TrialState::Diverged, TrialState::Failed, TrialState::Cancelled})
        counterOf(shown, state) -= counterOf(deleted, state);
    return shown;
}

std::shared_ptr<StudySnapshot> snapshotOf(std::vector<TrialSnapshot> trials)
{
    auto snapshot = std::make_shared<StudySnapshot>();
    std::vector<std::shared_ptr<StudySnapshot::Chunk>> chunks((trials.size() + StudySnapshot::kChunk - 1) / StudySnapshot::kChunk);
    for (auto& chunk : chunks)
        chunk = std::make_shared<StudySnapshot::Chunk>();
    for (std::size_t i = 0; i < trials.size(); ++i) {
        trials[i].start.number = static_cast<int>(i);
        ++counterOf(snapshot->counts, trials[i].state);
        if (trials[i].deleted)
            ++counterOf(snapshot->deletedCounts, trials[i].state);
        (*chunks[i / StudySnapshot::kChunk])[i % StudySnapshot::kChunk] = std::make_shared<const TrialSnapshot>(std::move(trials[i]));
    }
    snapshot->assign({chunks.begin(), chunks.end()}, trials.size());
    const std::vector<int> ranked = rankedTrials(*snapshot);
    snapshot->best = ranked.empty() ? -1 : ranked.front();
    snapshot->plannedTrials = static_cast<int>(trials.size());
    snapshot->revision = 1;
    return snapshot;
}

std::vector<int> rankedTrials(const StudySnapshot& snapshot)
{
    const Direction direction = snapshot.config ? snapshot.config->protocol.direction : Direction::Maximize;
    std::vector<int> numbers;
    for (std::size_t i = 0; i < snapshot.size(); ++i) {
        const TrialSnapshot& trial = snapshot.trial(i);
        if (trial.state == TrialState::Complete && trial.outcome.value && !trial.deleted)
            numbers.push_back(static_cast<int>(i));
    }
    std::stable_sort(numbers.begin(), numbers.end(), [&](int a, int b) {
        return isBetter(*snapshot.trial(static_cast<std::size_t>(a)).outcome.value,
                        *snapshot.trial(static_cast<std::size_t>(b)).outcome.value, direction);
    });
    return numbers;
}

} // namespace tunescope
