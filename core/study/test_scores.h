// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"
#include "core/study/training_objective.h"

#include <stop_token>

namespace tunescope {

/// Opens the locked test part for one trial: its networks (one a run, each at its best epoch) are trained again from
/// their seeds and asked about the test rows. The trials that were the best once, up to now, are scored on the same
/// rows, for the optimism meter. Nothing is stored here.
/// Errors: NoSuchTrial, TrialNotConfirmable, NoTestPart, TestLookFailed.
[[nodiscard]] Result<TestLook> scoreOnTest(TrainingObjective& objective, const StoredStudy& study, int trial, const std::stop_token& stop);

} // namespace tunescope
