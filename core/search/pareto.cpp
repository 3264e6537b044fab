// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pareto.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

/// Area dominated by points sorted by their first coordinate; only the first two coordinates count.
double areaOf(const std::vector<Losses>& sorted, const Losses& reference)
{
    double area = 0.0;
    double height = reference[1];
    for (const Losses& point : sorted) {
        if (point[1] >= height)
            continue;
        area += (reference[0] - point[0]) * (height - point[1]);
        height = point[1];
    }
    return area;
}

/// Slabs between successive values of the third coordinate, each with the area of the points below it.
double volumeOf(const std::vector<Losses>& sorted, const Losses& reference)
{
    std::vector<double> levels;
    levels.reserve(sorted.size());
    for (const Losses& point : sorted)
        levels.push_back(point[2]);
    std::sort(levels.begin(), levels.end());
    levels.push_back(reference[2]);
    double volume = 0.0;
    for (std::size_t k = 0; k + 1 < levels.size(); ++k) {
        if (levels[k + 1] <= levels[k])
            continue;
        std::vector<Losses> below;
        std::copy_if(sorted.begin(), sorted.end(), std::back_inserter(below),
                     [&](const Losses& point) { return point[2] <= levels[k]; });
        volume += (levels[k + 1] - levels[k]) * areaOf(below, reference);
    }
    return volume;
}

bool isInside(const Losses& point, const Losses& reference)
{
    for (std::size_t i = 0; i < reference.size(); ++i) {
        if (!(point[i] < reference[i]))
            return false;
    }
    return true;
}

} // namespace

Losses lossesOf(std::span<const double> values, std::span<const Direction> directions)
{
    Losses losses(directions.size(), std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < std::min(losses.size(), values.size()); ++i) {
        if (!std::isnan(values[i]))
            losses[i] = directions[i] == Direction::Minimize ? values[i] : -values[i];
    }
    return losses;
}

Losses lossesOf(const TrialRecord& trial, const History& history)
{
    if (history.hasSeveralObjectives())
        return lossesOf(trial.values, history.directions);
    const double value = trial.value.value_or(std::numeric_limits<double>::quiet_NaN());
    return lossesOf(std::span(&value, 1), std::span(&history.direction, 1));
}

bool dominates(const Losses& a, const Losses& b)
{
    bool better = false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] > b[i])
            return false;
        better = better || a[i] < b[i];
    }
    return better;
}

std::vector<int> nonDominatedRanks(const std::vector<Losses>& points)
{
    std::vector<int> dominators(points.size(), 0);
    std::vector<std::vector<std::size_t>> dominated(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        for (std::size_t j = 0; j < points.size(); ++j) {
            if (!dominates(points[i], points[j]))
                continue;
            dominated[i].push_back(j);
            ++dominators[j];
        }
    }
    std::vector<int> ranks(points.size(), 0);
    std::vector<std::size_t> front;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (dominators[i] == 0)
            front.push_back(i);
    }
    for (int rank = 0; !front.empty(); ++rank) {
        std::vector<std::size_t> next;
        for (const std::size_t i : front) {
            ranks[i] = rank;
            for (const std::size_t j : dominated[i]) {
                if (--dominators[j] == 0)
                    next.push_back(j);
            }
        }
        front = std::move(next);
    }
    return ranks;
}

double hypervolume(std::vector<Losses> points, const Losses& reference)
{
    std::erase_if(points, [&](const Losses& point) { return !isInside(point, reference); });
    if (points.empty())
        return 0.0;
    std::sort(points.begin(), points.end());
    if (reference.size() == 1)
        return reference[0] - points.front()[0];
    return reference.size() == 2 ? areaOf(points, reference) : volumeOf(points, reference);
}

} // namespace tunescope
