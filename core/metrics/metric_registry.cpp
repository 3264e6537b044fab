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

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr int kTopK = 3;
constexpr auto kUp = Direction::Maximize;
constexpr auto kDown = Direction::Minimize;

// name, title, direction, classification, regression, share, per class, per epoch
constexpr MetricEntry kMetrics[] = {
    {"loss", "Loss", kDown, true, true, false},
    {"accuracy", "Accuracy", kUp, true, false, true},
    {"balanced_accuracy", "Balanced accuracy", kUp, true, false, true},
    {"precision", "Precision", kUp, true, false, true, true},
    {"recall", "Recall", kUp, true, false, true, true},
    {"f1", "F1", kUp, true, false, true, true},
    {"roc_auc", "ROC AUC", kUp, true, false, false, true},
    {"pr_auc", "PR AUC", kUp, true, false, false, true},
    {"top_k", "Top 3", kUp, true, false, true},
    {"mcc", "MCC", kUp, true, false, false},
    {"rmse", "RMSE", kDown, false, true, false},
    {"mae", "MAE", kDown, false, true, false},
    {"r2", "R²", kUp, false, true, false},
    {"train_seconds", "Training time", kDown, true, true, false, false, false},
    {"weights", "Weights", kDown, true, true, false, false, false},
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

double classMetric(const Predictions& predictions, const ConfusionMatrix& confusion, const MetricName& name)
{
    const std::optional<std::int64_t> index = parseInteger(*name.className);
    if (!index || *index < 0 || *index >= predictions.classes)
        return kNan;
    const auto c = static_cast<int>(*index);
    if (name.base == "precision")
        return confusion.precision(c);
    if (name.base == "recall")
        return confusion.recall(c);
    if (name.base == "f1")
        return confusion.f1(c);
    if (name.base == "roc_auc")
        return rocAuc(predictions, c);
    if (name.base == "pr_auc")
        return averagePrecision(predictions, c);
    return kNan;
}

double classificationMetric(const Predictions& predictions, const ConfusionMatrix& confusion,
                            std::string_view name)
{
    if (name == "accuracy")
        return predictions.trueClass.empty() ? kNan : confusion.accuracy();
    if (name == "balanced_accuracy")
        return confusion.balancedAccuracy();
    if (name == "precision")
        return confusion.macroPrecision();
    if (name == "recall")
        return confusion.macroRecall();
    if (name == "f1")
        return confusion.macroF1();
    if (name == "roc_auc")
        return meanOverClasses(predictions, &rocAuc);
    if (name == "pr_auc")
        return meanOverClasses(predictions, &averagePrecision);
    if (name == "top_k")
        return topKAccuracy(predictions, kTopK);
    if (name == "mcc")
        return predictions.trueClass.empty() ? kNan : confusion.matthews();
    return kNan;
}

double regressionMetric(const RegressionErrors& errors, std::string_view name)
{
    if (name == "rmse")
        return errors.rmse;
    if (name == "mae")
        return errors.mae;
    return name == "r2" ? errors.r2 : kNan;
}

} // namespace

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

std::vector<std::string> epochMetrics(Task task, int /*classes*/)
{
    if (task == Task::Regression)
        return {"rmse", "mae", "r2"};
    return {"accuracy", "f1", "balanced_accuracy"};
}

std::vector<double> computeMetrics(const Predictions& predictions, std::span<const std::string> names)
{
    const bool classification = predictions.task == Task::Classification;
    const ConfusionMatrix confusion = confusionOf(predictions);
    const RegressionErrors errors = regressionErrors(predictions.predicted, predictions.trueValue);
    std::vector<double> values;
    values.reserve(names.size());
    for (const std::string& name : names) {
        const MetricName parts = splitName(name);
        if (name == "loss")
            values.push_back(predictions.meanLoss);
        else if (!classification)
            values.push_back(regressionMetric(errors, name));
        else if (parts.className)
            values.push_back(classMetric(predictions, confusion, parts));
        else
            values.push_back(classificationMetric(predictions, confusion, name));
    }
    return values;
}

ConfusionMatrix confusionOf(const Predictions& predictions)
{
    if (predictions.task != Task::Classification)
        return {};
    ConfusionMatrix confusion(predictions.classes);
    const auto classes = static_cast<std::size_t>(predictions.classes);
    for (std::size_t i = 0; i < predictions.trueClass.size(); ++i) {
        const auto row = predictions.probabilities.subspan(i * classes, classes);
        const auto best = std::max_element(row.begin(), row.end());
        confusion.add(predictions.trueClass[i], static_cast<int>(best - row.begin()));
    }
    return confusion;
}

} // namespace tunescope
