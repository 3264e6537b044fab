// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"
#include "ui/viewmodels/confusion_source.h"

#include <memory>
#include <vector>

namespace tunescope::ui {

/// What a made-up study looks like. Its curves come from a formula with seeded noise: plausible, not
/// measured.
struct SyntheticOptions {
    int trials = 60;
    int epochs = 20;
    int running = 2; ///< The last ones are still under way.
    int planned = 0; ///< 0 = trials.
    double secondsPerTrial = 0.04;
    bool isRegression = false;
    RunnerState state = RunnerState::Running;
};

[[nodiscard]] std::vector<TrialSnapshot> syntheticTrials(const SyntheticOptions& options);
[[nodiscard]] std::shared_ptr<StudySnapshot> syntheticStudy(const SyntheticOptions& options);
/// The same study around other trials; times, counts and best follow from them.
[[nodiscard]] std::shared_ptr<StudySnapshot> studyOf(std::vector<TrialSnapshot> trials,
                                                     const SyntheticOptions& options);

/// Matrices, predictions and 8x8 pictures that fit the snapshot's accuracies; answers at once.
[[nodiscard]] TrialDataSource syntheticData(std::shared_ptr<const StudySnapshot> study);

[[nodiscard]] ConfusionMatrix syntheticConfusion(double accuracy, unsigned seed);

} // namespace tunescope::ui
