// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/cost_ledger.h"

#include "core/study/stage_plan.h"

#include <algorithm>

namespace tunescope {
namespace {

/// Epochs that every run of the trial was to have.
int plannedEpochsOf(const StoredStudy& study, const StoredTrial& trial)
{
    StageConfig stage;
    stage.fixed = mergedSettings(study.stages.at(static_cast<std::size_t>(trial.start.stage)).config.fixed, trial.start.params);
    return epochHorizon(stage);
}

int plannedRuns(const ProtocolConfig& protocol)
{
    return protocol.repeats * (hasFolds(protocol.kind) ? protocol.folds : 1);
}

struct TrainedEpochs {
    int count = 0;
    double seconds = 0.0;
};

TrainedEpochs trainedEpochs(const StoredTrial& trial)
{
    TrainedEpochs trained;
    for (const EpochRecord& epoch : trial.epochs) {
        if (epoch.epoch == 0)
            continue;
        ++trained.count;
        trained.seconds += epoch.epochSeconds;
    }
    return trained;
}

void addSaved(CostLedger& ledger, const StoredStudy& study, const StoredTrial& trial)
{
    const bool pruned = trial.state == TrialState::Pruned;
    if (!pruned && trial.state != TrialState::Complete)
        return;
    const TrainedEpochs trained = trainedEpochs(trial);
    const int saved = std::max(plannedEpochsOf(study, trial) * plannedRuns(study.config.protocol) - trained.count, 0);
    const double seconds = trained.count > 0 ? saved * trained.seconds / trained.count : 0.0;
    (pruned ? ledger.prunedEpochsSaved : ledger.stoppingEpochsSaved) += saved;
    (pruned ? ledger.prunedSecondsSaved : ledger.stoppingSecondsSaved) += seconds;
}

} // namespace

CostLedger costLedger(const StoredStudy& study)
{
    CostLedger ledger;
    for (const StoredTrial& trial : study.trials) {
        if (!isTold(trial.state))
            continue;
        double& spent = trial.state == TrialState::Complete ? ledger.completeSeconds
                        : trial.state == TrialState::Pruned ? ledger.prunedSeconds
                                                            : ledger.otherSeconds;
        spent += trial.outcome.trialSeconds;
        addSaved(ledger, study, trial);
    }
    for (const ExtraRun& run : study.extraRuns)
        (run.kind == ExtraKind::Ghost ? ledger.ghostSeconds : ledger.confirmationSeconds) += run.extraSeconds;
    return ledger;
}

} // namespace tunescope
