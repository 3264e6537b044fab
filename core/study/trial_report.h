// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/confusion_matrix.h"
#include "core/metrics/layer_report.h"
#include "core/search/trial_record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// Why a trial ended as it did; `kind` is stable, `text` the English sentence made from the numbers.
struct TrialReason {
    std::string kind; ///< "completed", "early_stopping", "median", "asha", "diverged", "failed", "stopped_by_hand".
    std::string text;
    std::optional<PruneReason> prune = std::nullopt;
    int epoch = 0;          ///< Where it happened.
    std::int64_t step = 0;  ///< Diverged: the first bad step.
    std::string layer = {}; ///< Diverged: the first layer whose numbers were not finite; empty if all were.

    friend bool operator==(const TrialReason&, const TrialReason&) = default;
};

/// Numbers of one data part; `metrics` follow StudyFacts::metricNames.
struct PartValues {
    double loss = 0.0;
    std::vector<double> metrics = {};
};

/// One epoch of one run of a trial, as it is stored, drawn and emitted.
struct EpochRecord {
    int trial = 0;
    int repeat = 0;
    int fold = 0;
    int epoch = 0; ///< 0 = before the first step; then `train` is absent.
    std::optional<PartValues> train = std::nullopt;
    PartValues validation;
    ConfusionMatrix confusion; ///< Of the validation part; empty for regression.
    std::vector<LayerReport> layers = {}; ///< Of layers with weights, from epoch 1 on.
    double learningRate = 0.0;
    double gradientNorm = 0.0;
    double epochSeconds = 0.0;
    std::optional<PartValues> stopping = std::nullopt; ///< Of the part that early stopping looks at, if it has its own.
};

/// One (repeat, fold) of a trial.
struct RunResult {
    int repeat = 0;
    int fold = 0;
    std::optional<double> value = std::nullopt;     ///< Metric at the best epoch.
    std::optional<double> lastValue = std::nullopt; ///< Metric at the last epoch.
    int bestEpoch = 0;
    int epochs = 0;
    double gap = 0.0; ///< Metric on the training part (dropout off) minus validation, both at the best epoch; NaN if unknown.
};

/// What a trial came to. `value` is set only for complete trials.
struct TrialOutcome {
    TrialState state = TrialState::Complete;
    TrialReason reason;
    std::optional<double> value = std::nullopt;
    std::optional<double> lastValue = std::nullopt;
    int bestEpoch = 0;
    std::vector<RunResult> runs = {};
    /// One for each objective where there are several (objectiveValues()), otherwise empty. Not stored: made again
    /// from the epochs.
    std::vector<double> values = {};
    std::int64_t weights = 0; ///< Number of weights of the network.
    std::int64_t flops = 0;   ///< Floating-point operations of one prediction; a multiply-add counts as two.
    double trialSeconds = 0.0;
};

/// Settings with which a trial trains until an epoch, before those that follow (forks, continuations).
struct TrainingSegment {
    int until = 0;     ///< Its last epoch.
    ParamSet settings; ///< All of them, searched and fixed.

    friend bool operator==(const TrainingSegment&, const TrainingSegment&) = default;
};

/// A trial as it begins.
struct TrialStart {
    int number = 0;
    int stage = 0;
    std::uint64_t seed = 0;
    Origin origin;
    ParamSet params; ///< Exactly the active parameters of the space.
    std::vector<TrainingSegment> segments = {}; ///< What a fork trains before its own settings, in order.
    int firstRepeat = 0; ///< Number of the first repeat's split: another one gives other training and validation parts.
};

} // namespace tunescope
