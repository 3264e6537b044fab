// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tunescope {

/// What an axis of the forest is: positions in [0, 1] that are compared, or categories that are taken apart.
struct ForestAxis {
    std::size_t categories = 0; ///< 0 = a number; otherwise position u is category floor(u categories).
};

/// A leaf of a regression tree: a box of the unit cube and its value.
struct ForestLeaf {
    std::vector<double> low; ///< Of numbers.
    std::vector<double> high;
    std::vector<std::uint64_t> categories; ///< Of categories: a bit for each that the box holds.
    double value = 0.0;
};

struct ForestTree {
    std::vector<ForestLeaf> leaves; ///< They tile the unit cube.
};

struct ForestOptions {
    int trees = 64;
    std::size_t smallestLeaf = 2;
    std::uint64_t seed = 0;
};

/// Regression trees on resampled rows, all features considered at every split, as a sum: the mean of the
/// first forest plus the mean of a second one that learned what the first left over on rows it had not seen
/// (its out-of-bag errors). The second stage halves what averaging shrinks. Axes have at most 64 categories.
///
/// Source: Breiman, "Random Forests", Machine Learning 45 (2001); unordered splits by sorted category means
/// (Fisher 1958).
class RegressionForest
{
public:
    RegressionForest(std::span<const std::vector<double>> rows, std::span<const double> targets,
                     std::vector<ForestAxis> axes, const ForestOptions& options);

    [[nodiscard]] double predict(std::span<const double> row) const;

    [[nodiscard]] const std::vector<ForestAxis>& axes() const { return m_axes; }
    /// Every tree of both stages; the prediction is their sum times treeWeight().
    [[nodiscard]] const std::vector<ForestTree>& trees() const { return m_trees; }
    [[nodiscard]] double treeWeight() const { return m_weight; }
    /// Share of the targets' variance that the first stage explains on rows that it had not seen; below 0 for
    /// noise.
    [[nodiscard]] double explainedShare() const { return m_explained; }

private:
    void addStage(std::span<const std::vector<double>> rows, std::vector<double>& residuals,
                  const ForestOptions& options, std::uint64_t stage);

    std::vector<ForestAxis> m_axes;
    std::vector<ForestTree> m_trees;
    double m_weight = 1.0;
    double m_explained = 0.0;
};

/// Whether the leaf's box holds the row.
[[nodiscard]] bool holds(const ForestLeaf& leaf, std::span<const ForestAxis> axes,
                         std::span<const double> row);

/// Number of the category at a position.
[[nodiscard]] std::size_t categoryAt(const ForestAxis& axis, double position);

} // namespace tunescope
