// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/importance/partial_dependence.h"

#include "core/search/importance/fanova.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tunescope {
namespace {

constexpr std::uint64_t kMostValues = 30;
constexpr std::size_t kMostCurves = 30;
constexpr int kDependenceTrees = 32;

/// Positions of every value, or of evenly spaced ones.
std::vector<double> gridOf(const Distribution& distribution)
{
    const std::optional<std::uint64_t> count = valueCount(distribution);
    std::vector<double> grid;
    if (count && *count <= kMostValues) {
        for (std::uint64_t i = 0; i < *count; ++i)
            grid.push_back(positionOf(distribution, valueOfIndex(distribution, i)).value_or(0.5));
        return grid;
    }
    for (std::uint64_t i = 0; i < kMostValues; ++i)
        grid.push_back(static_cast<double>(i) / static_cast<double>(kMostValues - 1));
    return grid;
}

} // namespace

std::optional<PartialDependence> partialDependence(const SearchSpace& space, const History& history,
                                                   std::string_view param, std::uint64_t seed)
{
    const ParamSpec* spec = space.find(param);
    const ImportanceData data = importanceData(space, history, UsedTrials::Complete, seed);
    if (!spec || data.losses.size() < std::size_t{kFewestForImportance} || data.isFlat())
        return std::nullopt;
    const auto axis = static_cast<std::size_t>(spec - space.params().data());
    const RegressionForest forest(data.positions, standardised(data.losses), forestAxes(space),
                                  {.trees = kDependenceTrees, .seed = seed});
    if (forest.explainedShare() < fewestExplained(data.losses.size()))
        return std::nullopt;

    // Back from standardised losses to scores.
    const auto count = static_cast<double>(data.losses.size());
    const double centre = std::accumulate(data.losses.begin(), data.losses.end(), 0.0) / count;
    double squares = 0.0;
    for (const double loss : data.losses)
        squares += (loss - centre) * (loss - centre);
    const double deviation = std::sqrt(squares / count);
    const double sign = history.direction == Direction::Minimize ? 1.0 : -1.0;

    PartialDependence result{.param = spec->name};
    const std::vector<double> grid = gridOf(spec->distribution);
    std::vector<std::vector<double>> columns(grid.size());
    for (std::size_t row = 0; row < data.positions.size(); ++row) {
        if (!data.active[row][axis])
            continue;
        std::vector<double> curve;
        std::vector<double> point = data.positions[row];
        for (std::size_t i = 0; i < grid.size(); ++i) {
            point[axis] = grid[i];
            curve.push_back(sign * (centre + deviation * forest.predict(point)));
            columns[i].push_back(curve.back());
        }
        if (result.curves.size() < kMostCurves) {
            result.trials.push_back(data.trials[row]);
            result.curves.push_back(std::move(curve));
        }
    }
    if (result.curves.empty())
        return std::nullopt;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        result.values.push_back(valueAt(spec->distribution, grid[i]));
        const double sum = std::accumulate(columns[i].begin(), columns[i].end(), 0.0);
        result.mean.push_back(sum / static_cast<double>(columns[i].size()));
        const auto [low, high] = middleNinety(std::move(columns[i]));
        result.low.push_back(low);
        result.high.push_back(high);
    }
    return result;
}

} // namespace tunescope
