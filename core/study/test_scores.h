// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"
#include "core/study/training_objective.h"

#include <stop_token>

namespace tunescope {

/// Scores of a trial's networks on rows that it was not trained on: means over its runs, each with its own network at
/// its best epoch, trained again from its seed.
struct RowScores {
    double value = 0.0; ///< The study's metric.
    double loss = 0.0;
    std::vector<double> metrics; ///< As StudyFacts::metricNames.
    std::vector<double> runs;    ///< The study's metric of each run.
    std::int64_t rows = 0;
};

[[nodiscard]] Result<RowScores> scoreOnRows(TrainingObjective& objective, const TrialStart& trial, const std::vector<RunResult>& runs,
                                            const ParamSet& fixed, const TestRows& rows, const std::stop_token& stop);

/// Opens the locked test part for one trial: its networks (one a run, each at its best epoch) are trained again from
/// their seeds and asked about the test rows. The trials that were the best once, up to now, are scored on the same
/// rows, for the optimism meter. Nothing is stored here.
/// Errors: NoSuchTrial, TrialNotConfirmable, NoTestPart, TestLookFailed.
[[nodiscard]] Result<TestLook> scoreOnTest(TrainingObjective& objective, const StoredStudy& study, int trial, const std::stop_token& stop);

} // namespace tunescope
