// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"
#include "core/study/training_objective.h"

namespace tunescope {

/// Measures what needs no hidden layer on run (0, 0). The constant: always the commonest class of training, its
/// mean or, for forecasts, the last known value; the mean itself for anomalies. The linear one: a softmax or
/// least-squares model trained to convergence with the program's own engine, or directPrediction() where the
/// answer is not one class or number (not-a-number where there is none).
[[nodiscard]] Result<Baselines> baselinesOf(TrainingObjective& objective);

} // namespace tunescope
