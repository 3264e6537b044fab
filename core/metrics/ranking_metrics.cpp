// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/ranking_metrics.h"

#include "core/metrics/score_steps.h"

#include <cmath>
#include <limits>
#include <vector>

namespace tunescope {
namespace {

constexpr double kNoScore = std::numeric_limits<double>::quiet_NaN();

} // namespace

double rocAuc(const Predictions& predictions, int classIndex)
{
    const std::vector<ScoreStep> steps = scoreSteps(predictions, classIndex);
    const ScoreStep all = totalOf(steps);
    if (all.positives == 0.0 || all.negatives == 0.0)
        return kNoScore;
    double wins = 0.0;
    double negativesBelow = all.negatives;
    for (const ScoreStep& step : steps) {
        negativesBelow -= step.negatives;
        wins += step.positives * (negativesBelow + 0.5 * step.negatives);
    }
    return wins / (all.positives * all.negatives);
}

double averagePrecision(const Predictions& predictions, int classIndex)
{
    const std::vector<ScoreStep> steps = scoreSteps(predictions, classIndex);
    const ScoreStep all = totalOf(steps);
    if (all.positives == 0.0)
        return kNoScore;
    double sum = 0.0;
    ScoreStep above;
    for (const ScoreStep& step : steps) {
        above.positives += step.positives;
        above.negatives += step.negatives;
        sum += step.positives * above.positives / (above.positives + above.negatives);
    }
    return sum / all.positives;
}

double recallAtFalsePositiveRate(const Predictions& predictions, int classIndex, double rate)
{
    const std::vector<ScoreStep> steps = scoreSteps(predictions, classIndex);
    const ScoreStep all = totalOf(steps);
    if (all.positives == 0.0 || all.negatives == 0.0)
        return kNoScore;
    double recall = 0.0;
    ScoreStep above;
    for (const ScoreStep& step : steps) {
        above.positives += step.positives;
        above.negatives += step.negatives;
        if (above.negatives > rate * all.negatives)
            break;
        recall = above.positives / all.positives;
    }
    return recall;
}

double meanOverClasses(const Predictions& predictions, double (*score)(const Predictions&, int))
{
    double sum = 0.0;
    int defined = 0;
    for (int c = 0; c < predictions.classes; ++c) {
        const double value = score(predictions, c);
        if (std::isnan(value))
            continue;
        sum += value;
        ++defined;
    }
    return defined == 0 ? kNoScore : sum / defined;
}

double topKAccuracy(const Predictions& predictions, int k)
{
    if (predictions.trueClass.empty() || predictions.probabilities.empty())
        return kNoScore;
    const auto classes = static_cast<std::size_t>(predictions.classes);
    std::size_t hits = 0;
    for (std::size_t i = 0; i < predictions.trueClass.size(); ++i) {
        const auto row = predictions.probabilities.subspan(i * classes, classes);
        const auto truth = static_cast<std::size_t>(predictions.trueClass[i]);
        int ahead = 0;
        for (std::size_t c = 0; c < classes; ++c) {
            if (row[c] > row[truth] || (row[c] == row[truth] && c < truth))
                ++ahead;
        }
        if (ahead < k && !std::isnan(row[truth]))
            ++hits;
    }
    return static_cast<double>(hits) / static_cast<double>(predictions.trueClass.size());
}

} // namespace tunescope
