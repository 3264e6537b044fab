// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/prune_story.h"

#include "core/search/pruner_registry.h"
#include "core/search/rungs.h"
#include "core/study/proposal_replay.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace tunescope::ui {
namespace {

double bestUntil(const TrialSnapshot& trial, int epoch, Direction direction)
{
    double best = std::nan("");
    const auto& values = trial.curves.validationMetric;
    for (std::size_t i = 1; i < values.size() && static_cast<int>(i) <= epoch; ++i) {
        const double value = values[i];
        if (!std::isnan(value) && (std::isnan(best) || isBetter(value, best, direction)))
            best = value;
    }
    return best;
}

/// Told trials that the rule could see when it judged `trial`.
int visibleTrials(const StudySnapshot& snapshot, int trial)
{
    return std::clamp(trial - effectiveLag(*snapshot.config), 0, static_cast<int>(snapshot.size()));
}

std::vector<PruneRival> atRung(const StudySnapshot& snapshot, int trial, const PruneReason& reason)
{
    const auto stage = static_cast<std::size_t>(snapshot.trial(static_cast<std::size_t>(trial)).start.stage);
    if (stage >= snapshot.stages.size() || !snapshot.stages[stage]->pruner)
        return {};
    const PrunerConfig& config = *snapshot.stages[stage]->pruner;
    const auto pruner = makePruner(config.name, config.options);
    if (!pruner)
        return {};
    History history{snapshot.config->protocol.direction, {}};
    for (int i = 0; i < visibleTrials(snapshot, trial); ++i)
        history.trials.push_back(std::make_shared<const TrialRecord>(trialRecordOf(snapshot.trial(static_cast<std::size_t>(i)))));
    std::vector<PruneRival> rivals;
    for (const Rung& rung : rungTable(**pruner, history)) {
        if (rung.step != reason.rung || (reason.bracket >= 0 && rung.bracket != reason.bracket))
            continue;
        for (const RungEntry& entry : rung.entries)
            rivals.push_back({entry.trial, entry.value, false});
    }
    return rivals;
}

std::vector<PruneRival> amongComplete(const StudySnapshot& snapshot, int trial, const PruneReason& reason)
{
    std::vector<PruneRival> rivals;
    for (int i = 0; i < visibleTrials(snapshot, trial); ++i) {
        const TrialSnapshot& peer = snapshot.trial(static_cast<std::size_t>(i));
        if (peer.state != TrialState::Complete)
            continue;
        if (reason.kind == PruneKind::Extrapolated)
            rivals.push_back({i, peer.outcome.value.value_or(std::nan("")), false});
        else if (peer.finishedEpochs() >= reason.step)
            rivals.push_back({i, bestUntil(peer, reason.step, snapshot.config->protocol.direction), false});
    }
    return rivals;
}

} // namespace

std::optional<PruneStory> pruneStoryOf(const StudySnapshot& snapshot, int trial)
{
    if (trial < 0 || static_cast<std::size_t>(trial) >= snapshot.size() || !snapshot.config)
        return std::nullopt;
    const TrialSnapshot& stopped = snapshot.trial(static_cast<std::size_t>(trial));
    if (!stopped.outcome.reason.prune)
        return std::nullopt;
    PruneStory story{.reason = *stopped.outcome.reason.prune, .rivals = {}};
    const PruneReason& reason = story.reason;
    switch (reason.kind) {
    case PruneKind::RungRank:
        story.rivals = atRung(snapshot, trial, reason);
        break;
    case PruneKind::BelowMedian:
    case PruneKind::BelowPercentile:
    case PruneKind::Extrapolated:
        story.rivals = amongComplete(snapshot, trial, reason);
        break;
    case PruneKind::NoImprovement:
    case PruneKind::OutOfBounds:
        return story;
    }
    story.rivals.push_back({trial, reason.kind == PruneKind::Extrapolated ? reason.predicted : reason.value, false});
    const Direction direction = snapshot.config->protocol.direction;
    std::stable_sort(story.rivals.begin(), story.rivals.end(), [direction](const PruneRival& a, const PruneRival& b) {
        if (std::isnan(a.value) || std::isnan(b.value))
            return std::isnan(b.value) && !std::isnan(a.value);
        return isBetter(a.value, b.value, direction);
    });
    int place = 0;
    for (PruneRival& rival : story.rivals) {
        ++place;
        const double needed = reason.kind == PruneKind::Extrapolated ? reason.predicted : reason.threshold;
        const bool isAhead = !std::isnan(rival.value) && !isBetter(needed, rival.value, direction);
        rival.wentOn = rival.trial != trial && (reason.kind == PruneKind::RungRank ? place <= reason.keep : isAhead);
    }
    return story;
}

} // namespace tunescope::ui
