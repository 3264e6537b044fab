// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"
#include "core/study/training_objective.h"

namespace tunescope {

/// Measures what needs no hidden layer on run (0, 0): always the commonest training class or the training mean,
/// and a linear model (softmax or least squares) trained to convergence with the program's own engine.
[[nodiscard]] Result<Baselines> baselinesOf(TrainingObjective& objective);

} // namespace tunescope
