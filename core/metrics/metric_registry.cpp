// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metric_registry.h"

#include "core/base/number_text.h"
#include "core/metrics/ranking_metrics.h"
#include "core/metrics/regression_metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
constexpr int kTopK = 3;
constexpr double kFalseAlarms = 0.05;
constexpr auto kUp = Direction::Maximize;
constexpr auto kDown = Direction::Minimize;

constexpr TaskSet kEvery(Task::Classification, Task::Regression, Task::Segmentation, Task::TextGeneration,
                         Task::AnomalyDetection);
constexpr TaskSet kClasses(Task::Classification);
constexpr TaskSet kRanked(Task::Classification, Task::AnomalyDetection);
constexpr TaskSet kCounted(Task::Classification, Task::Segmentation, Task::AnomalyDetection);
constexpr TaskSet kTopTasks(Task::Classification, Task::TextGeneration);
constexpr TaskSet kValues(Task::Regression);
constexpr TaskSet kPixels(Task::Segmentation);
constexpr TaskSet kText(Task::TextGeneration);

// name, title, direction, tasks, share, per class, per epoch
constexpr MetricEntry kMetrics[] = {
    {"loss", "Loss", kDown, kEvery, false},
    {"accuracy", "Accuracy", kUp, kRanked, true},
    {"balanced_accuracy", "Balanced accuracy", kUp, kCounted, true},
    {"precision", "Precision", kUp, kCounted, true, true},
    {"recall", "Recall", kUp, kCounted, true, true},
    {"f1", "F1", kUp, kRanked, true, true},
    {"roc_auc", "ROC AUC", kUp, kRanked, false, true},
    {"pr_auc", "PR AUC", kUp, kRanked, false, true},
    {"top_k", "Top 3", kUp, kTopTasks, true},
    {"mcc", "MCC", kUp, kCounted, false},
    {"rmse", "RMSE", kDown, kValues, false},
    {"mae", "MAE", kDown, kValues, false},
    {"r2", "R²", kUp, kValues, false},
    {"directional_accuracy", "Direction", kUp, kValues, true},
    {"iou", "Mean IoU", kUp, kPixels, true, true},
    {"dice", "Dice", kUp, kPixels, true, true},
    {"pixel_accuracy", "Pixel accuracy", kUp, kPixels, true},
    {"perplexity", "Perplexity", kDown, kText, false},
    {"next_char_accuracy", "Next character", kUp, kText, true},
    {"recall_at_fpr", "Recall at 5 % false alarms", kUp, kRanked, true, true},
    {"train_seconds", "Training time", kDown, kEvery, false, false, false},
    {"weights", "Weights", kDown, kEvery, false, false, false},
    {"flops", "Operations", kDown, kEvery, false, false, false},
};

struct MetricName {
    std::string_view base;
    std::optional<std::string_view> className;
};

MetricName splitName(std::string_view name)
{
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos)
        return {name, std::nullopt};
    return {name.substr(0, colon), name.substr(colon + 1)};
}

double recallAtFalseAlarms(const Predictions& predictions, int classIndex)
{
    return recallAtFalsePositiveRate(predictions, classIndex, kFalseAlarms);
}

using RankingScore = double (*)(const Predictions&, int);

/// The score that ranks the rows of a class against the rest, or null.
RankingScore rankingScore(std::string_view name)
{
    if (name == "roc_auc")
        return &rocAuc;
    if (name == "pr_auc")
        return &averagePrecision;
    return name == "recall_at_fpr" ? &recallAtFalseAlarms : nullptr;
}

double classMetric(const Predictions& predictions, const ConfusionMatrix& confusion, const MetricName& name)
{
    const std::optional<std::int64_t> index = parseInteger(*name.className);
    if (!index || *index < 0 || *index >= predictions.classes)
        return kUndefined;
    const auto c = static_cast<int>(*index);
    if (const RankingScore score = rankingScore(name.base))
        return score(predictions, c);
    if (confusion.empty())
        return kUndefined;
    if (name.base == "precision")
        return confusion.precision(c);
    if (name.base == "recall")
        return confusion.recall(c);
    if (name.base == "f1" || name.base == "dice")
        return confusion.f1(c);
    return name.base == "iou" ? confusion.iou(c) : kUndefined;
}

double confusionMetric(const ConfusionMatrix& confusion, std::string_view name)
{
    if (confusion.total() == 0)
        return kUndefined;
    if (name == "accuracy" || name == "pixel_accuracy" || name == "next_char_accuracy")
        return confusion.accuracy();
    if (name == "balanced_accuracy")
        return confusion.balancedAccuracy();
    if (name == "precision")
        return confusion.macroPrecision();
    if (name == "recall")
        return confusion.macroRecall();
    if (name == "f1" || name == "dice")
        return confusion.macroF1();
    if (name == "iou")
        return confusion.meanIou();
    return name == "mcc" ? confusion.matthews() : kUndefined;
}

double regressionMetric(const RegressionErrors& errors, std::string_view name)
{
    if (name == "rmse")
        return errors.rmse;
    if (name == "mae")
        return errors.mae;
    return name == "r2" ? errors.r2 : kUndefined;
}

/// A metric of classes without a class in its name.
double classesMetric(const Predictions& predictions, const ConfusionMatrix& confusion, std::string_view name)
{
    if (name == "top_k")
        return topKAccuracy(predictions, kTopK);
    if (name == "perplexity")
        return std::exp(predictions.meanLoss);
    if (const RankingScore score = rankingScore(name))
        return meanOverClasses(predictions, score);
    return confusionMetric(confusion, name);
}

/// For anomalies the class that matters is number 1.
bool isOfAnomalies(std::string_view name)
{
    const MetricEntry* entry = findMetric(name);
    return entry != nullptr && entry->perClass;
}

std::int32_t mostProbable(const Predictions& predictions, std::size_t row)
{
    if (!predictions.predictedClass.empty())
        return predictions.predictedClass[row];
    const auto classes = static_cast<std::size_t>(predictions.classes);
    const auto values = predictions.probabilities.subspan(row * classes, classes);
    return static_cast<std::int32_t>(std::max_element(values.begin(), values.end()) - values.begin());
}

} // namespace

std::string_view taskName(Task task)
{
    switch (task) {
    case Task::Classification:
        return "classification";
    case Task::Regression:
        return "regression";
    case Task::Segmentation:
        return "segmentation";
    case Task::TextGeneration:
        return "text_generation";
    case Task::AnomalyDetection:
        break;
    }
    return "anomaly_detection";
}

std::span<const MetricEntry> metricRegistry()
{
    return kMetrics;
}

const MetricEntry* findMetric(std::string_view name)
{
    const MetricName parts = splitName(name);
    const auto* found = std::find_if(std::begin(kMetrics), std::end(kMetrics),
                                     [&](const MetricEntry& entry) { return entry.name == parts.base; });
    if (found == std::end(kMetrics) || (parts.className && (!found->perClass || parts.className->empty())))
        return nullptr;
    return found;
}

std::optional<std::string> indexedMetric(std::string_view name, std::span<const std::string> classNames)
{
    if (findMetric(name) == nullptr)
        return std::nullopt;
    const MetricName parts = splitName(name);
    if (!parts.className)
        return std::string(name);
    const auto found = std::find(classNames.begin(), classNames.end(), *parts.className);
    if (found == classNames.end())
        return std::nullopt;
    return std::string(parts.base) + ":" + std::to_string(found - classNames.begin());
}

std::string_view defaultMetric(Task task)
{
    switch (task) {
    case Task::Regression:
        return "rmse";
    case Task::Segmentation:
        return "iou";
    case Task::TextGeneration:
        return "next_char_accuracy";
    case Task::AnomalyDetection:
        return "roc_auc";
    case Task::Classification:
        break;
    }
    return "accuracy";
}

std::vector<std::string> epochMetrics(Task task, int /*classes*/)
{
    switch (task) {
    case Task::Regression:
        return {"rmse", "mae", "r2"};
    case Task::Segmentation:
        return {"pixel_accuracy", "iou", "dice"};
    case Task::TextGeneration:
        return {"next_char_accuracy", "perplexity", "top_k"};
    case Task::AnomalyDetection:
        return {"roc_auc", "accuracy", "f1"};
    case Task::Classification:
        break;
    }
    return {"accuracy", "f1", "balanced_accuracy"};
}

std::vector<double> computeMetrics(const Predictions& predictions, std::span<const std::string> names)
{
    const ConfusionMatrix confusion = confusionOf(predictions);
    const RegressionErrors errors = predictions.task == Task::Regression
                                        ? regressionErrors(predictions.predicted, predictions.trueValue)
                                        : RegressionErrors{kUndefined, kUndefined, kUndefined};
    std::vector<double> values;
    values.reserve(names.size());
    for (const std::string& name : names) {
        MetricName parts = splitName(name);
        if (predictions.task == Task::AnomalyDetection && !parts.className && isOfAnomalies(name))
            parts.className = "1";
        if (name == "loss")
            values.push_back(predictions.meanLoss);
        else if (name == "directional_accuracy")
            values.push_back(directionalAccuracy(predictions));
        else if (predictions.task == Task::Regression)
            values.push_back(regressionMetric(errors, name));
        else if (parts.className)
            values.push_back(classMetric(predictions, confusion, parts));
        else
            values.push_back(classesMetric(predictions, confusion, name));
    }
    return values;
}

ConfusionMatrix confusionOf(const Predictions& predictions)
{
    if (predictions.task == Task::Regression || predictions.classes <= 0)
        return {};
    ConfusionMatrix confusion(predictions.classes);
    for (std::size_t i = 0; i < predictions.trueClass.size(); ++i) {
        const std::int32_t called =
            predictions.task == Task::AnomalyDetection
                ? static_cast<std::int32_t>(predictions.predicted[i] > predictions.threshold)
                : mostProbable(predictions, i);
        confusion.add(predictions.trueClass[i], called);
    }
    return confusion;
}

} // namespace tunescope
