// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/curves.h"

#include "core/metrics/score_steps.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tunescope {
namespace {

constexpr double kNothing = std::numeric_limits<double>::infinity();

using Place = std::pair<double, double>;

Place placeOf(const RocPoint& point)
{
    return {point.falsePositiveRate, point.truePositiveRate};
}

Place placeOf(const PrPoint& point)
{
    return {point.recall, point.precision};
}

/// Without the points that lie on the line between their neighbours.
template <class Point>
std::vector<Point> corners(const std::vector<Point>& points)
{
    std::vector<Point> kept;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i > 0 && i + 1 < points.size()) {
            const auto [ax, ay] = placeOf(kept.back());
            const auto [bx, by] = placeOf(points[i]);
            const auto [cx, cy] = placeOf(points[i + 1]);
            if ((bx - ax) * (cy - ay) == (by - ay) * (cx - ax))
                continue;
        }
        kept.push_back(points[i]);
    }
    return kept;
}

/// The ends and those that are nearest to even steps along the curve (city-block length).
template <class Point>
std::vector<Point> thinned(const std::vector<Point>& points, std::size_t most)
{
    if (points.size() <= std::max<std::size_t>(most, 2))
        return points;
    std::vector<double> along(points.size(), 0.0);
    for (std::size_t i = 1; i < points.size(); ++i) {
        const auto [ax, ay] = placeOf(points[i - 1]);
        const auto [bx, by] = placeOf(points[i]);
        along[i] = along[i - 1] + std::abs(bx - ax) + std::abs(by - ay);
    }
    const double step = along.back() / static_cast<double>(most - 1);
    std::vector<Point> kept = {points.front()};
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const bool entersStep = std::floor(along[i] / step) > std::floor(along[i - 1] / step);
        if (entersStep && kept.size() + 1 < most)
            kept.push_back(points[i]);
    }
    kept.push_back(points.back());
    return kept;
}

} // namespace

std::vector<RocPoint> rocCurve(const Predictions& predictions, int classIndex, std::size_t mostPoints)
{
    const std::vector<ScoreStep> steps = scoreSteps(predictions, classIndex);
    const ScoreStep all = totalOf(steps);
    if (all.positives == 0.0 || all.negatives == 0.0)
        return {};
    std::vector<RocPoint> points = {{.threshold = kNothing}};
    ScoreStep above;
    for (const ScoreStep& step : steps) {
        above.positives += step.positives;
        above.negatives += step.negatives;
        points.push_back({step.score, above.negatives / all.negatives, above.positives / all.positives});
    }
    return thinned(corners(points), mostPoints);
}

std::vector<PrPoint> prCurve(const Predictions& predictions, int classIndex, std::size_t mostPoints)
{
    const std::vector<ScoreStep> steps = scoreSteps(predictions, classIndex);
    const ScoreStep all = totalOf(steps);
    if (all.positives == 0.0)
        return {};
    std::vector<PrPoint> points = {{.threshold = kNothing}};
    ScoreStep above;
    for (const ScoreStep& step : steps) {
        above.positives += step.positives;
        above.negatives += step.negatives;
        points.push_back({step.score, above.positives / all.positives,
                          above.positives / (above.positives + above.negatives)});
        if (above.positives == all.positives)
            break; // Lower thresholds only add false alarms.
    }
    return thinned(corners(points), mostPoints);
}

} // namespace tunescope
