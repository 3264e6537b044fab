// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/importance/forest.h"

#include "core/base/rng.h"

#include <algorithm>
#include <numeric>

namespace tunescope {
namespace {

constexpr std::uint64_t kTreeKey = 0x54726565ULL; // "Tree"
constexpr int kDeepest = 40;

struct Split {
    double gain = 0.0;
    std::size_t axis = 0;
    double at = 0.0; ///< Numbers: rows below it go left.
    std::uint64_t leftCategories = 0;
};

/// One row at a split: where it lies on the axis, in an order that the split may cut.
struct Placed {
    double place = 0.0;
    double target = 0.0;
};

class TreeGrower
{
public:
    TreeGrower(std::span<const std::vector<double>> rows, std::span<const double> targets,
               std::span<const ForestAxis> axes, std::size_t smallestLeaf)
        : m_rows(rows)
        , m_targets(targets)
        , m_axes(axes)
        , m_smallest(smallestLeaf)
    {
    }

    [[nodiscard]] ForestTree grow(std::vector<std::size_t> members)
    {
        ForestLeaf root;
        root.low.assign(m_axes.size(), 0.0);
        root.high.assign(m_axes.size(), 1.0);
        for (const ForestAxis& axis : m_axes) {
            const bool full = axis.categories >= 64;
            root.categories.push_back(full ? ~std::uint64_t{0} : (std::uint64_t{1} << axis.categories) - 1);
        }
        divide(std::move(root), members, kDeepest);
        return std::move(m_tree);
    }

private:
    void divide(ForestLeaf box, std::span<std::size_t> members, int depth)
    {
        double sum = 0.0;
        for (const std::size_t row : members)
            sum += m_targets[row];
        box.value = sum / static_cast<double>(members.size());
        const Split split = depth > 0 && members.size() >= 2 * m_smallest ? bestSplit(box, members) : Split{};
        if (!(split.gain > 1e-12)) {
            m_tree.leaves.push_back(std::move(box));
            return;
        }
        const bool isNumber = m_axes[split.axis].categories == 0;
        const auto middle = std::partition(members.begin(), members.end(), [&](std::size_t row) {
            const double position = m_rows[row][split.axis];
            return isNumber ? position < split.at
                            : (split.leftCategories >> categoryAt(m_axes[split.axis], position) & 1U) != 0;
        });
        ForestLeaf right = box;
        if (isNumber) {
            box.high[split.axis] = split.at;
            right.low[split.axis] = split.at;
        } else {
            right.categories[split.axis] &= ~split.leftCategories;
            box.categories[split.axis] &= split.leftCategories;
        }
        divide(std::move(box), {members.begin(), middle}, depth - 1);
        divide(std::move(right), {middle, members.end()}, depth - 1);
    }

    [[nodiscard]] Split bestSplit(const ForestLeaf& box, std::span<const std::size_t> members)
    {
        Split best;
        for (std::size_t axis = 0; axis < m_axes.size(); ++axis) {
            const std::vector<double> order = categoryOrder(axis, members);
            m_placed.clear();
            for (const std::size_t row : members) {
                const double position = m_rows[row][axis];
                m_placed.push_back(
                    {order.empty() ? position : order[categoryAt(m_axes[axis], position)], m_targets[row]});
            }
            std::sort(m_placed.begin(), m_placed.end(),
                      [](const Placed& a, const Placed& b) { return a.place < b.place; });
            cut(axis, order, box, best);
        }
        return best;
    }

    /// Ranks of the categories by the mean of their targets; empty for numbers.
    [[nodiscard]] std::vector<double> categoryOrder(std::size_t axis,
                                                    std::span<const std::size_t> members) const
    {
        const std::size_t count = m_axes[axis].categories;
        std::vector<double> ranks(count);
        std::vector<double> sums(count);
        std::vector<double> counts(count);
        for (const std::size_t row : members) {
            const std::size_t category = categoryAt(m_axes[axis], m_rows[row][axis]);
            if (count > 0) {
                sums[category] += m_targets[row];
                counts[category] += 1.0;
            }
        }
        std::vector<std::size_t> sorted(count);
        std::iota(sorted.begin(), sorted.end(), std::size_t{0});
        const auto mean = [&](std::size_t category) {
            return counts[category] > 0.0 ? sums[category] / counts[category] : 0.0;
        };
        std::stable_sort(sorted.begin(), sorted.end(),
                         [&](std::size_t a, std::size_t b) { return mean(a) < mean(b); });
        for (std::size_t i = 0; i < count; ++i)
            ranks[sorted[i]] = static_cast<double>(i);
        return ranks;
    }

    void cut(std::size_t axis, const std::vector<double>& order, const ForestLeaf& box, Split& best) const
    {
        const auto count = static_cast<double>(m_placed.size());
        const double total = std::accumulate(m_placed.begin(), m_placed.end(), 0.0,
                                             [](double sum, const Placed& row) { return sum + row.target; });
        double left = 0.0;
        for (std::size_t i = 0; i + 1 < m_placed.size(); ++i) {
            left += m_placed[i].target;
            const auto leftCount = static_cast<double>(i + 1);
            if (m_placed[i].place == m_placed[i + 1].place || i + 1 < m_smallest ||
                m_placed.size() - i - 1 < m_smallest)
                continue;
            const double right = total - left;
            const double gain =
                left * left / leftCount + right * right / (count - leftCount) - total * total / count;
            if (gain <= best.gain)
                continue;
            best = {.gain = gain, .axis = axis, .at = (m_placed[i].place + m_placed[i + 1].place) / 2.0};
            for (std::size_t category = 0; category < order.size(); ++category) {
                const bool isHere = (box.categories[axis] >> category & 1U) != 0;
                if (isHere && order[category] < best.at)
                    best.leftCategories |= std::uint64_t{1} << category;
            }
        }
    }

    std::span<const std::vector<double>> m_rows;
    std::span<const double> m_targets;
    std::span<const ForestAxis> m_axes;
    std::size_t m_smallest;
    ForestTree m_tree;
    std::vector<Placed> m_placed;
};

double varianceOf(std::span<const double> values)
{
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0.0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return squares / count;
}

double valueAtRow(const ForestTree& tree, std::span<const ForestAxis> axes, std::span<const double> row)
{
    for (const ForestLeaf& leaf : tree.leaves) {
        if (holds(leaf, axes, row))
            return leaf.value;
    }
    return 0.0;
}

} // namespace

std::size_t categoryAt(const ForestAxis& axis, double position)
{
    const auto category = static_cast<std::size_t>(position * static_cast<double>(axis.categories));
    return std::min(category, axis.categories == 0 ? 0 : axis.categories - 1);
}

bool holds(const ForestLeaf& leaf, std::span<const ForestAxis> axes, std::span<const double> row)
{
    for (std::size_t i = 0; i < axes.size(); ++i) {
        if (axes[i].categories > 0) {
            if ((leaf.categories[i] >> categoryAt(axes[i], row[i]) & 1U) == 0)
                return false;
        } else if (row[i] < leaf.low[i] || (row[i] >= leaf.high[i] && leaf.high[i] < 1.0)) {
            return false;
        }
    }
    return true;
}

RegressionForest::RegressionForest(std::span<const std::vector<double>> rows, std::span<const double> targets,
                                   std::vector<ForestAxis> axes, const ForestOptions& options)
    : m_axes(std::move(axes))
    , m_weight(1.0 / std::max(1, options.trees))
{
    std::vector<double> residuals(targets.begin(), targets.end());
    const double before = varianceOf(residuals);
    addStage(rows, residuals, options, 0);
    m_explained = before > 0.0 ? 1.0 - varianceOf(residuals) / before : 0.0;
    addStage(rows, residuals, options, 1);
}

/// Adds a forest for the residuals and replaces them by its out-of-bag errors.
void RegressionForest::addStage(std::span<const std::vector<double>> rows, std::vector<double>& residuals,
                                const ForestOptions& options, std::uint64_t stage)
{
    std::vector<double> sums(rows.size(), 0.0);
    std::vector<int> counts(rows.size(), 0);
    for (int t = 0; t < options.trees; ++t) {
        Rng rng(Purpose::Sampler, options.seed, {static_cast<std::uint64_t>(t), stage, kTreeKey});
        std::vector<std::size_t> members(rows.size());
        std::vector<bool> isIn(rows.size(), false);
        for (std::size_t& row : members) {
            row = rng.below(rows.size());
            isIn[row] = true;
        }
        m_trees.push_back(TreeGrower(rows, residuals, m_axes, options.smallestLeaf).grow(std::move(members)));
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (isIn[row])
                continue;
            sums[row] += valueAtRow(m_trees.back(), m_axes, rows[row]);
            ++counts[row];
        }
    }
    for (std::size_t row = 0; row < rows.size(); ++row)
        residuals[row] -= counts[row] > 0 ? sums[row] / counts[row] : 0.0;
}

double RegressionForest::predict(std::span<const double> row) const
{
    double sum = 0.0;
    for (const ForestTree& tree : m_trees)
        sum += valueAtRow(tree, m_axes, row);
    return sum * m_weight;
}

} // namespace tunescope
