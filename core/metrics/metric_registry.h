// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/direction.h"
#include "core/metrics/confusion_matrix.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// What a model is asked for. Lives here because both data and metrics speak of it and metrics is the lower
/// folder.
enum class Task {
    Classification,
    Regression,
    Segmentation,     ///< A class for every pixel.
    TextGeneration,   ///< The next character.
    AnomalyDetection, ///< How badly a sample is reconstructed.
};

/// Predictions of one data part, from which every metric of the task is computed in one pass.
///
/// Classification: `probabilities` [N, K] row-major, `trueClass` [N]. Regression: `predicted`, `trueValue`
/// [N] in the units of the target. `meanLoss` is the data term.
struct Predictions {
    Task task = Task::Classification;
    int classes = 0;
    std::span<const float> probabilities = {};
    std::span<const std::int32_t> trueClass = {};
    std::span<const float> predicted = {};
    std::span<const float> trueValue = {};
    double meanLoss = 0.0;
};

struct MetricEntry {
    std::string_view name;  ///< As in specs and tables: "accuracy".
    std::string_view title; ///< On screen: "Accuracy".
    Direction direction;
    bool forClassification;
    bool forRegression;
    bool isShare;          ///< A share 0..1, shown in percent.
    bool perClass = false; ///< Also exists for one class: "recall:setosa".
    bool perEpoch = true;  ///< Computed from predictions; the others (seconds, weights) belong to the trial.
};

/// All metrics, in the order of the protocol page.
[[nodiscard]] std::span<const MetricEntry> metricRegistry();

/// The entry of "f1" or of "f1:class"; nothing for an unknown name.
[[nodiscard]] const MetricEntry* findMetric(std::string_view name);

/// The name that computeMetrics() takes: "recall:setosa" becomes "recall:0"; a name without a class stays
/// as it is. Nothing for an unknown metric or class, or a class where the metric knows none.
[[nodiscard]] std::optional<std::string> indexedMetric(std::string_view name,
                                                       std::span<const std::string> classNames);

/// The metrics reported in every epoch of a task, in order; the loss is reported apart.
[[nodiscard]] std::vector<std::string> epochMetrics(Task task, int classes);

/// Values of `names` (loss included where named; per-class as "recall:CLASS INDEX"), not-a-number where
/// undefined.
///
/// precision, recall, f1, roc_auc and pr_auc are the mean over the classes that occur (roc_auc and pr_auc one
/// against the rest, pr_auc as average precision); top_k asks for the true class among the 3 most probable.
/// r2 is undefined where the true values do not vary. roc_auc and pr_auc are undefined where a probability is
/// not finite or a class has all rows or none. Definitions: scikit-learn's user guide, "Metrics and scoring".
[[nodiscard]] std::vector<double> computeMetrics(const Predictions& predictions,
                                                 std::span<const std::string> names);

/// The confusion matrix by argmax (first maximum on ties).
[[nodiscard]] ConfusionMatrix confusionOf(const Predictions& predictions);

} // namespace tunescope
