// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/importance/marginals.h"

#include "core/search/samplers/halton_sampler.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace tunescope {
namespace {

constexpr std::size_t kCells = 32;
constexpr std::uint64_t kPoints = 512;

std::uint64_t allOf(const ForestAxis& axis)
{
    return axis.categories == 0 || axis.categories >= 64 ? ~std::uint64_t{0}
                                                         : (std::uint64_t{1} << axis.categories) - 1;
}

/// The share of the regime's axis that a leaf covers.
double coverage(const ForestLeaf& leaf, const ForestAxis& axis, std::size_t index, std::uint64_t regime)
{
    if (axis.categories == 0)
        return leaf.high[index] - leaf.low[index];
    const int allowed = std::popcount(regime);
    return allowed == 0 ? 0.0 : std::popcount(leaf.categories[index] & regime) / static_cast<double>(allowed);
}

/// Share of the regime that a leaf covers, the named axes left out.
double volumeWithout(const ForestLeaf& leaf, const RegressionForest& forest, const Regime& regime,
                     std::size_t first, std::size_t second)
{
    double volume = 1.0;
    for (std::size_t i = 0; i < forest.axes().size() && volume > 0.0; ++i) {
        if (i != first && i != second)
            volume *= coverage(leaf, forest.axes()[i], i, regime.categories[i]);
    }
    return volume;
}

struct Step {
    double at = 0.0;
    double change = 0.0;
};

/// Variance of a function that is constant between its steps, over [0, 1].
double varianceOfSteps(std::vector<Step> steps)
{
    std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
    double level = 0.0;
    double at = 0.0;
    double mean = 0.0;
    double square = 0.0;
    for (const Step& step : steps) {
        mean += level * (step.at - at);
        square += level * level * (step.at - at);
        at = step.at;
        level += step.change;
    }
    return std::max(0.0, square - mean * mean);
}

/// How much of each cell of an axis a leaf covers: categories are their own cells.
struct Cover {
    std::size_t first = 0;
    std::vector<double> shares;
};

std::size_t cellCount(const ForestAxis& axis)
{
    return axis.categories == 0 ? kCells : axis.categories;
}

Cover coverOf(const ForestLeaf& leaf, const ForestAxis& axis, std::size_t index)
{
    Cover cover;
    if (axis.categories > 0) {
        for (std::size_t c = 0; c < axis.categories; ++c)
            cover.shares.push_back((leaf.categories[index] >> c & 1U) != 0 ? 1.0 : 0.0);
        return cover;
    }
    const double low = leaf.low[index] * kCells;
    const double high = leaf.high[index] * kCells;
    cover.first = static_cast<std::size_t>(low);
    for (std::size_t cell = cover.first; static_cast<double>(cell) < high; ++cell)
        cover.shares.push_back(std::min(high, static_cast<double>(cell + 1)) -
                               std::max(low, static_cast<double>(cell)));
    return cover;
}

/// Weights of the cells of an axis inside a regime; they add up to 1.
std::vector<double> cellWeights(const ForestAxis& axis, std::uint64_t regime)
{
    std::vector<double> weights(cellCount(axis), 1.0);
    double total = 0.0;
    for (std::size_t c = 0; c < weights.size(); ++c) {
        if (axis.categories > 0 && (regime >> c & 1U) == 0)
            weights[c] = 0.0;
        total += weights[c];
    }
    for (double& weight : weights)
        weight /= total;
    return weights;
}

} // namespace

std::vector<Regime> regimesOf(const SearchSpace& space, const std::vector<ForestAxis>& axes)
{
    std::vector<Regime> regimes;
    for (const ParamSpec& spec : space.params()) {
        Regime regime;
        for (const ForestAxis& axis : axes)
            regime.categories.push_back(allOf(axis));
        for (const Condition& condition : spec.when) {
            const auto parent = static_cast<std::size_t>(space.find(condition.param) - space.params().data());
            regime = intersection(regime, regimes[parent]); // parents come first
            if (axes[parent].categories == 0)
                continue;
            std::uint64_t allowed = 0;
            for (const ParamValue& value : condition.in) {
                if (const auto index = valueIndex(space.params()[parent].distribution, value))
                    allowed |= std::uint64_t{1} << *index;
            }
            regime.categories[parent] &= allowed;
        }
        regime.volume = 1.0;
        for (std::size_t i = 0; i < axes.size(); ++i) {
            if (axes[i].categories > 0)
                regime.volume *=
                    std::popcount(regime.categories[i]) / static_cast<double>(axes[i].categories);
        }
        regimes.push_back(std::move(regime));
    }
    return regimes;
}

Regime intersection(const Regime& a, const Regime& b)
{
    // Each volume is a product over axes, so what both restrict in the same way must not count twice.
    Regime both{.volume = a.volume};
    for (std::size_t i = 0; i < a.categories.size(); ++i) {
        both.categories.push_back(a.categories[i] & b.categories[i]);
        const int before = std::popcount(a.categories[i]);
        both.volume *= before == 0 ? 0.0 : std::popcount(both.categories[i]) / static_cast<double>(before);
    }
    return both;
}

double marginalVariance(const RegressionForest& forest, std::size_t axis, const Regime& regime)
{
    const ForestAxis& kind = forest.axes()[axis];
    std::vector<Step> steps;
    std::vector<double> levels(kind.categories, 0.0);
    for (const ForestTree& tree : forest.trees()) {
        for (const ForestLeaf& leaf : tree.leaves) {
            const double part =
                leaf.value * forest.treeWeight() * volumeWithout(leaf, forest, regime, axis, axis);
            if (part == 0.0)
                continue;
            if (kind.categories == 0) {
                steps.push_back({leaf.low[axis], part});
                steps.push_back({leaf.high[axis], -part});
            }
            for (std::size_t c = 0; c < levels.size(); ++c)
                levels[c] += (leaf.categories[axis] >> c & 1U) != 0 ? part : 0.0;
        }
    }
    if (kind.categories == 0)
        return varianceOfSteps(std::move(steps));
    const std::vector<double> weights = cellWeights(kind, regime.categories[axis]);
    double mean = 0.0;
    double square = 0.0;
    for (std::size_t c = 0; c < levels.size(); ++c) {
        mean += weights[c] * levels[c];
        square += weights[c] * levels[c] * levels[c];
    }
    return std::max(0.0, square - mean * mean);
}

double interactionVariance(const RegressionForest& forest, std::size_t first, std::size_t second,
                           const Regime& regime)
{
    const ForestAxis& rowAxis = forest.axes()[first];
    const ForestAxis& columnAxis = forest.axes()[second];
    const std::size_t rows = cellCount(rowAxis);
    const std::size_t columns = cellCount(columnAxis);
    std::vector<double> grid(rows * columns, 0.0);
    for (const ForestTree& tree : forest.trees()) {
        for (const ForestLeaf& leaf : tree.leaves) {
            const double part =
                leaf.value * forest.treeWeight() * volumeWithout(leaf, forest, regime, first, second);
            if (part == 0.0)
                continue;
            const Cover down = coverOf(leaf, rowAxis, first);
            const Cover across = coverOf(leaf, columnAxis, second);
            for (std::size_t r = 0; r < down.shares.size(); ++r) {
                double* cells = grid.data() + (down.first + r) * columns + across.first;
                for (std::size_t c = 0; c < across.shares.size(); ++c)
                    cells[c] += part * down.shares[r] * across.shares[c];
            }
        }
    }
    const std::vector<double> rowWeights = cellWeights(rowAxis, regime.categories[first]);
    const std::vector<double> columnWeights = cellWeights(columnAxis, regime.categories[second]);
    std::vector<double> rowMeans(rows, 0.0);
    std::vector<double> columnMeans(columns, 0.0);
    double mean = 0.0;
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            rowMeans[r] += columnWeights[c] * grid[r * columns + c];
            columnMeans[c] += rowWeights[r] * grid[r * columns + c];
        }
        mean += rowWeights[r] * rowMeans[r];
    }
    double variance = 0.0;
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            const double joint = grid[r * columns + c] - rowMeans[r] - columnMeans[c] + mean;
            variance += rowWeights[r] * columnWeights[c] * joint * joint;
        }
    }
    return variance;
}

double totalVariance(const RegressionForest& forest)
{
    std::vector<double> row(forest.axes().size());
    double mean = 0.0;
    double square = 0.0;
    for (std::uint64_t point = 1; point <= kPoints; ++point) {
        for (std::size_t i = 0; i < row.size(); ++i)
            row[i] = scrambledHalton(point, static_cast<int>(i % kHaltonDimensions), i / kHaltonDimensions);
        const double value = forest.predict(row);
        mean += value / kPoints;
        square += value * value / kPoints;
    }
    return std::max(0.0, square - mean * mean);
}

} // namespace tunescope
