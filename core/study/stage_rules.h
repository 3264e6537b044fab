// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/metrics/metric_registry.h"
#include "core/study/study_config.h"

#include <string>

namespace tunescope {

struct Dataset;
class TrainingObjective;

/// The stage with the conditions that the settings have by nature: a searched momentum exists only with an
/// optimizer that has one, whether or not the spec says so. Parents are moved before their children.
/// Errors: a searched setting that no choice of the others ever uses.
[[nodiscard]] Result<StageConfig> withNaturalConditions(const StageConfig& stage);

/// Every setting exists, every value that the space can propose is allowed, draws of the space resolve to a
/// network, and so does every queued trial. `task` and `metric` are those of the study.
[[nodiscard]] Result<void> checkSettings(const StageConfig& stage, Task task, const std::string& metric);

/// Every model that the stage may train can read the data. Errors: UnavailableModel.
[[nodiscard]] Result<void> checkModels(const StageConfig& stage, const Dataset& dataset, const std::string& metric);

/// The largest network of the space fits into the free memory of `workers` workers.
[[nodiscard]] Result<void> checkMemory(const StageConfig& stage, TrainingObjective& objective, int workers);

} // namespace tunescope
