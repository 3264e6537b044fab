// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/objective.h"
#include "core/study/study_config.h"
#include "core/study/study_store.h"

#include <span>
#include <vector>

namespace tunescope {

/// The metrics of the further objectives as one epoch of one run measured them, in their order; not-a-number for
/// those that belong to the whole trial.
struct FurtherValues {
    int repeat = 0;
    int fold = 0;
    int epoch = 0;
    std::vector<double> values = {};
};

/// The study's metric and the further ones, in order; the first is the one that ranks trials.
[[nodiscard]] std::vector<ObjectiveSpec> objectivesOf(const ProtocolConfig& protocol);

/// Of all objectives where there are several, otherwise empty: what History::directions wants.
[[nodiscard]] std::vector<Direction> furtherDirections(const ProtocolConfig& protocol);

/// Whether the data and the sampler can have these objectives. Errors: MetricNotForTask, CountOutOfRange,
/// SamplerOneObjective.
[[nodiscard]] Result<void> checkObjectives(const StudyConfig& config, const StudyFacts& facts);

[[nodiscard]] FurtherValues furtherValuesOf(const ProtocolConfig& protocol, const StudyFacts& facts,
                                            const EpochRecord& record);

/// A value for each objective of a complete trial: its value, then the means over its runs at their best epochs, or
/// what belongs to the whole trial. Empty where there is one objective, the trial is not complete, or a value is
/// missing.
[[nodiscard]] std::vector<double> objectiveValues(const ProtocolConfig& protocol, const TrialOutcome& outcome,
                                                  std::span<const FurtherValues> epochs);

/// The same from what is stored of a trial.
[[nodiscard]] std::vector<double> objectiveValues(const StoredStudy& study, const StoredTrial& trial);

/// Numbers of the complete, not deleted trials that no other one beats in one objective without losing in another,
/// by number; empty where there is one objective.
[[nodiscard]] std::vector<int> paretoTrials(const StoredStudy& study);

} // namespace tunescope
