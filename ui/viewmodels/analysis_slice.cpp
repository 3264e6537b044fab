// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/analysis_slice.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr std::size_t kPlaces = 80;
constexpr std::size_t kLeastWindow = 5;
constexpr std::size_t kMostInWindow = 300;
constexpr int kFewestInBox = 3; ///< Fewer are no median to compare.

struct ScoreAt {
    double x = 0.0;
    double score = 0.0;
};

/// `sorted` is not empty; between two values by share of the way.
double quantile(const std::vector<double>& sorted, double share)
{
    const double at = share * double(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(at));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - double(below)) * (sorted[above] - sorted[below]);
}

std::vector<ScoreAt> scoresAlong(const AnalysisModel& model, std::size_t dimension, SliceOf of)
{
    std::vector<ScoreAt> scores;
    for (const int trial : model.worstFirst()) {
        const auto index = static_cast<std::size_t>(trial);
        const double x = double(model.table().position(index, dimension));
        const double score = double(model.table().trials()[index].score);
        if (std::isfinite(x) && std::isfinite(score) && (of == SliceOf::All || model.isBrushed(trial)))
            scores.push_back({x, score});
    }
    return scores;
}

} // namespace

RunningMedian runningMedian(const AnalysisModel& model, std::size_t dimension, SliceOf of)
{
    RunningMedian line;
    std::vector<ScoreAt> scores = scoresAlong(model, dimension, of);
    if (std::ssize(scores) < kFewestForMedians)
        return line;
    std::stable_sort(scores.begin(), scores.end(),
                     [](const ScoreAt& a, const ScoreAt& b) { return a.x < b.x; });
    const std::size_t window = std::max(kLeastWindow, scores.size() / 7);
    const std::size_t places = std::min(kPlaces, scores.size() - window + 1);
    // A few hundred scores give the same median as thousands, to the width of a line.
    const std::size_t stride = 1 + window / kMostInWindow;
    for (std::size_t place = 0; place < places; ++place) {
        const std::size_t first = places < 2 ? 0 : place * (scores.size() - window) / (places - 1);
        std::vector<double> values;
        double x = 0.0;
        for (std::size_t i = first; i < first + window; i += stride) {
            values.push_back(scores[i].score);
            x += scores[i].x;
        }
        std::sort(values.begin(), values.end());
        line.x.push_back(x / double(values.size()));
        line.median.push_back(quantile(values, 0.5));
        line.low.push_back(quantile(values, 0.25));
        line.high.push_back(quantile(values, 0.75));
    }
    return line;
}

std::vector<ChoiceBox> choiceBoxes(const AnalysisModel& model, std::size_t dimension, SliceOf of)
{
    const AnalysisAxis& axis = model.table().dimensions()[dimension].axis;
    std::vector<std::vector<double>> scores(axis.choices().size());
    std::vector<ChoiceBox> boxes(axis.choices().size());
    for (const int trial : model.worstFirst()) {
        const auto index = static_cast<std::size_t>(trial);
        const double x = double(model.table().position(index, dimension));
        if (!std::isfinite(x) || (of == SliceOf::Brushed && !model.isBrushed(trial)))
            continue;
        const auto choice = static_cast<std::size_t>(axis.choiceAt(x));
        const double score = double(model.table().trials()[index].score);
        boxes[choice].diverged += std::isnan(score) ? 1 : 0;
        if (std::isfinite(score))
            scores[choice].push_back(score);
    }
    for (std::size_t choice = 0; choice < boxes.size(); ++choice) {
        std::sort(scores[choice].begin(), scores[choice].end());
        ChoiceBox& box = boxes[choice];
        box.trials = static_cast<int>(scores[choice].size());
        if (box.trials == 0)
            continue;
        box.low = quantile(scores[choice], 0.05);
        box.lowQuarter = quantile(scores[choice], 0.25);
        box.median = quantile(scores[choice], 0.5);
        box.highQuarter = quantile(scores[choice], 0.75);
        box.high = quantile(scores[choice], 0.95);
    }
    return boxes;
}

double medianSpread(const AnalysisModel& model, std::size_t dimension)
{
    std::vector<double> medians;
    if (model.table().dimensions()[dimension].axis.isChoice()) {
        for (const ChoiceBox& box : choiceBoxes(model, dimension, SliceOf::All)) {
            if (box.trials >= kFewestInBox)
                medians.push_back(box.median);
        }
    } else {
        medians = runningMedian(model, dimension, SliceOf::All).median;
    }
    if (medians.size() < 2 || model.table().completeCount() < kFewestForMedians)
        return kNoValue;
    const auto [low, high] = std::minmax_element(medians.begin(), medians.end());
    return *high - *low;
}

} // namespace tunescope::ui
