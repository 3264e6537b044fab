// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/score_steps.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

struct ScoredRow {
    float score;
    bool positive;
};

float scoreOf(const Predictions& predictions, std::size_t row, int classIndex)
{
    if (predictions.task == Task::AnomalyDetection)
        return classIndex == 0 ? -predictions.predicted[row] : predictions.predicted[row];
    const auto classes = static_cast<std::size_t>(predictions.classes);
    return predictions.probabilities[row * classes + static_cast<std::size_t>(classIndex)];
}

} // namespace

std::vector<ScoreStep> scoreSteps(const Predictions& predictions, int classIndex)
{
    if (predictions.probabilities.empty() && predictions.predicted.empty())
        return {};
    std::vector<ScoredRow> rows;
    rows.reserve(predictions.trueClass.size());
    for (std::size_t i = 0; i < predictions.trueClass.size(); ++i) {
        const float score = scoreOf(predictions, i, classIndex);
        if (!std::isfinite(score))
            return {};
        rows.push_back({score, predictions.trueClass[i] == classIndex});
    }
    std::sort(rows.begin(), rows.end(),
              [](const ScoredRow& a, const ScoredRow& b) { return a.score > b.score; });
    std::vector<ScoreStep> steps;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 || rows[i].score < rows[i - 1].score)
            steps.push_back({.score = rows[i].score});
        (rows[i].positive ? steps.back().positives : steps.back().negatives) += 1.0;
    }
    return steps;
}

ScoreStep totalOf(const std::vector<ScoreStep>& steps)
{
    ScoreStep sum;
    for (const ScoreStep& step : steps) {
        sum.positives += step.positives;
        sum.negatives += step.negatives;
    }
    return sum;
}

} // namespace tunescope
