// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tunescope {

/// Counts of (true class, predicted class); rows are true, columns predicted.
class ConfusionMatrix
{
public:
    ConfusionMatrix() = default;
    explicit ConfusionMatrix(int classes)
        : m_classes(classes)
        , m_counts(static_cast<std::size_t>(classes) * static_cast<std::size_t>(classes))
    {
    }
    ConfusionMatrix(int classes, std::vector<std::uint32_t> counts)
        : m_classes(classes)
        , m_counts(std::move(counts))
    {
    }

    void add(int trueClass, int predictedClass) { ++m_counts[index(trueClass, predictedClass)]; }

    [[nodiscard]] int classes() const { return m_classes; }
    [[nodiscard]] bool empty() const { return m_classes == 0; }
    [[nodiscard]] std::uint32_t at(int trueClass, int predictedClass) const
    {
        return m_counts[index(trueClass, predictedClass)];
    }
    [[nodiscard]] std::span<const std::uint32_t> counts() const { return m_counts; }
    [[nodiscard]] std::uint64_t total() const;
    [[nodiscard]] std::uint64_t rowSum(int trueClass) const;
    [[nodiscard]] std::uint64_t columnSum(int predictedClass) const;

    /// Share of all rows on the diagonal; 0 for an empty matrix.
    [[nodiscard]] double accuracy() const;
    /// tp / (tp + fn); not-a-number where the class has no rows.
    [[nodiscard]] double recall(int classIndex) const;
    /// tp / (tp + fp); not-a-number where the class was never predicted.
    [[nodiscard]] double precision(int classIndex) const;
    /// 2 tp / (2 tp + fp + fn); 0 where the class has rows but no hit, not-a-number where it does not occur
    /// at all.
    [[nodiscard]] double f1(int classIndex) const;
    /// Intersection over union, tp / (tp + fp + fn); not-a-number where the class does not occur at all.
    [[nodiscard]] double iou(int classIndex) const;
    /// Mean of iou() over the classes that occur.
    [[nodiscard]] double meanIou() const;
    /// Mean of f1() over the classes that occur.
    [[nodiscard]] double macroF1() const;
    /// Mean of precision() over the classes that occur as true or predicted class, undefined ones counted as
    /// 0.
    [[nodiscard]] double macroPrecision() const;
    /// Mean of recall() over the classes that occur as true or predicted class, undefined ones counted as 0.
    [[nodiscard]] double macroRecall() const;
    /// Mean of recall() over the classes that have rows.
    [[nodiscard]] double balancedAccuracy() const;
    /// Matthews correlation coefficient, generalised to K classes; 0 where it is undefined.
    /// Source: Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient",
    /// Computational Biology and Chemistry 28, 2004.
    [[nodiscard]] double matthews() const;

    friend bool operator==(const ConfusionMatrix&, const ConfusionMatrix&) = default;

private:
    [[nodiscard]] std::size_t index(int trueClass, int predictedClass) const
    {
        return static_cast<std::size_t>(trueClass) * static_cast<std::size_t>(m_classes) +
               static_cast<std::size_t>(predictedClass);
    }

    int m_classes = 0;
    std::vector<std::uint32_t> m_counts;
};

/// What one class reached; not-a-number where undefined.
struct ClassScores {
    std::uint64_t rows = 0; ///< That are of this class.
    double precision = 0.0;
    double recall = 0.0;
    double f1 = 0.0; ///< The same number as dice.
    double iou = 0.0;
};

/// The scores of every class, in order.
[[nodiscard]] std::vector<ClassScores> classScores(const ConfusionMatrix& confusion);

} // namespace tunescope
