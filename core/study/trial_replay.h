// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"
#include "core/study/trained_trial.h"
#include "core/study/training_objective.h"
#include "core/study/training_run.h"
#include "core/training/trainer.h"

#include <functional>
#include <stop_token>

namespace tunescope {

/// What is asked of a network after an epoch.
using AfterEpoch = std::function<Result<void>(Trainer& trainer, const PreparedData& data)>;

/// Which run of a trial.
struct RunPlace {
    int repeat = 0;
    int fold = 0;
};

/// Trains a run of the trial again up to `epoch`, then asks. Errors: NoSuchEpoch, and those of training.
[[nodiscard]] Result<void> replayTo(TrainingObjective& objective, const TrialStart& trial, const ParamSet& fixed, int epoch,
                                    const std::stop_token& stop, const AfterEpoch& then, RunPlace place = {});

/// The legs that a forked trial trains first.
[[nodiscard]] Result<std::vector<TrainingLeg>> legsOf(const TrainingObjective& objective, const TrialStart& trial);

/// Trains run (0, 0) of the trial again up to `epoch` and keeps its answers for the validation rows.
[[nodiscard]] Result<PredictionSet> replayPredictions(TrainingObjective& objective, const TrialStart& trial, const ParamSet& fixed,
                                                      int epoch, const std::stop_token& stop);

/// Trains run (0, 0) of the trial again up to `epoch` and lets the network write.
[[nodiscard]] Result<WrittenTexts> replayTexts(TrainingObjective& objective, const TrialStart& trial, const ParamSet& fixed, int epoch,
                                               const TextRequest& request, const std::stop_token& stop);

/// Trains run (0, 0) of the trial again up to `epoch` and keeps the network.
[[nodiscard]] Result<TrainedTrial> replayTrained(TrainingObjective& objective, const TrialStart& trial, const ParamSet& fixed, int epoch,
                                                 const std::stop_token& stop);

/// Evaluates the trial again in full and compares every epoch with the stored ones: all numbers bit by bit, or to
/// 1e-3 when `sameEngine` is false.
[[nodiscard]] Result<StudyService::RerunReport> replayAndCompare(TrainingObjective& objective, const StoredTrial& trial,
                                                                 const ParamSet& fixed, bool sameEngine, const std::stop_token& stop);

} // namespace tunescope
