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

/// "classification", "regression", "segmentation", "text_generation", "anomaly_detection".
[[nodiscard]] std::string_view taskName(Task task);

/// Predictions of one data part, from which every metric of the task is computed in one pass.
///
/// Classification: `probabilities` [N, K] row-major, `trueClass` [N]. Segmentation and text generation: the
/// same with one row a pixel or a step, N = samples x labels of a sample. Where only the chosen classes are
/// known, `predictedClass` [N] stands in for the probabilities. Regression: `predicted`, `trueValue` [N] in
/// the units of the target; `previousValue` [N] is what was last known before each true value, for
/// forecasts. Anomaly detection: `predicted` [N] is the score (higher = stranger), `trueClass` [N] is 1 for
/// an anomaly and 0 for a normal row, `threshold` the score above which a row is called an anomaly.
/// `meanLoss` is the data term.
struct Predictions {
    Task task = Task::Classification;
    int classes = 0;
    std::span<const float> probabilities = {};
    std::span<const std::int32_t> trueClass = {};
    std::span<const std::int32_t> predictedClass = {};
    std::span<const float> predicted = {};
    std::span<const float> trueValue = {};
    std::span<const float> previousValue = {};
    double threshold = 0.0;
    double meanLoss = 0.0;
};

/// A set of tasks.
class TaskSet
{
public:
    template <class... Tasks>
    constexpr explicit TaskSet(Tasks... tasks) : m_bits((bit(tasks) | ... | 0U))
    {
    }
    [[nodiscard]] constexpr bool has(Task task) const { return (m_bits & bit(task)) != 0; }

private:
    static constexpr unsigned bit(Task task) { return 1U << static_cast<unsigned>(task); }
    unsigned m_bits;
};

struct MetricEntry {
    std::string_view name;  ///< As in specs and tables: "accuracy".
    std::string_view title; ///< On screen: "Accuracy".
    Direction direction;
    TaskSet tasks;
    bool isShare;          ///< A share 0..1, shown in percent.
    bool perClass = false; ///< Also exists for one class: "recall:setosa".
    bool perEpoch = true;  ///< Computed from predictions; the others (seconds, weights) belong to the trial.

    [[nodiscard]] bool fits(Task task) const { return tasks.has(task); }
};

/// All metrics, in the order of the protocol page.
[[nodiscard]] std::span<const MetricEntry> metricRegistry();

/// The entry of "f1" or of "f1:class"; nothing for an unknown name.
[[nodiscard]] const MetricEntry* findMetric(std::string_view name);

/// The name that computeMetrics() takes: "recall:setosa" becomes "recall:0"; a name without a class stays
/// as it is. Nothing for an unknown metric or class, or a class where the metric knows none.
[[nodiscard]] std::optional<std::string> indexedMetric(std::string_view name,
                                                       std::span<const std::string> classNames);

/// The metric that a study of this task uses where nothing else is asked for.
[[nodiscard]] std::string_view defaultMetric(Task task);

/// The metrics reported in every epoch of a task, in order; the loss is reported apart.
[[nodiscard]] std::vector<std::string> epochMetrics(Task task, int classes);

/// Values of `names` (loss included where named; per-class as "recall:CLASS INDEX"), not-a-number where
/// undefined.
///
/// precision, recall, f1, iou, dice, roc_auc, pr_auc and recall_at_fpr are the mean over the classes that
/// occur (the last three one against the rest, pr_auc as average precision); for anomaly detection they are
/// those of the class "anomaly" alone. top_k asks for the true class among the 3 most probable,
/// recall_at_fpr for the largest recall with at most 5 % false alarms, directional_accuracy for the share of
/// rows with a true change whose predicted change has its sign. perplexity is exp(meanLoss), so meanLoss must
/// be in natural units. r2 is undefined where the true values do not vary. Ranking metrics are undefined
/// where a score is not finite or a class has all rows or none.
/// Definitions: scikit-learn's user guide, "Metrics and scoring".
[[nodiscard]] std::vector<double> computeMetrics(const Predictions& predictions,
                                                 std::span<const std::string> names);

/// The confusion matrix by argmax (first maximum on ties) or, for anomalies, by the threshold; empty for
/// regression.
[[nodiscard]] ConfusionMatrix confusionOf(const Predictions& predictions);

} // namespace tunescope
