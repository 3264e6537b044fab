// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/confusion_matrix.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace tunescope {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double share(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? kNan : static_cast<double>(part) / static_cast<double>(whole);
}

/// Mean of `score` over the classes that occur as true or predicted class, undefined scores counted as 0.
template <class Score>
double macroMean(const ConfusionMatrix& matrix, Score score)
{
    double sum = 0.0;
    int occurring = 0;
    for (int c = 0; c < matrix.classes(); ++c) {
        if (matrix.rowSum(c) + matrix.columnSum(c) == 0)
            continue;
        const double value = score(c);
        sum += std::isnan(value) ? 0.0 : value;
        ++occurring;
    }
    return occurring == 0 ? kNan : sum / occurring;
}

} // namespace

std::uint64_t ConfusionMatrix::total() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), std::uint64_t{0});
}

std::uint64_t ConfusionMatrix::rowSum(int trueClass) const
{
    std::uint64_t sum = 0;
    for (int predicted = 0; predicted < m_classes; ++predicted)
        sum += at(trueClass, predicted);
    return sum;
}

std::uint64_t ConfusionMatrix::columnSum(int predictedClass) const
{
    std::uint64_t sum = 0;
    for (int trueClass = 0; trueClass < m_classes; ++trueClass)
        sum += at(trueClass, predictedClass);
    return sum;
}

double ConfusionMatrix::accuracy() const
{
    const std::uint64_t all = total();
    if (all == 0)
        return 0.0;
    std::uint64_t hits = 0;
    for (int c = 0; c < m_classes; ++c)
        hits += at(c, c);
    return share(hits, all);
}

double ConfusionMatrix::recall(int classIndex) const
{
    return share(at(classIndex, classIndex), rowSum(classIndex));
}

double ConfusionMatrix::precision(int classIndex) const
{
    return share(at(classIndex, classIndex), columnSum(classIndex));
}

double ConfusionMatrix::f1(int classIndex) const
{
    return share(2 * std::uint64_t{at(classIndex, classIndex)}, rowSum(classIndex) + columnSum(classIndex));
}

double ConfusionMatrix::iou(int classIndex) const
{
    const std::uint64_t hits = at(classIndex, classIndex);
    return share(hits, rowSum(classIndex) + columnSum(classIndex) - hits);
}

double ConfusionMatrix::meanIou() const
{
    return macroMean(*this, [this](int c) { return iou(c); });
}

double ConfusionMatrix::macroF1() const
{
    return macroMean(*this, [this](int c) { return f1(c); });
}

double ConfusionMatrix::macroPrecision() const
{
    return macroMean(*this, [this](int c) { return precision(c); });
}

double ConfusionMatrix::macroRecall() const
{
    return macroMean(*this, [this](int c) { return recall(c); });
}

double ConfusionMatrix::balancedAccuracy() const
{
    double sum = 0.0;
    int withRows = 0;
    for (int c = 0; c < m_classes; ++c) {
        const double value = recall(c);
        if (std::isnan(value))
            continue;
        sum += value;
        ++withRows;
    }
    return withRows == 0 ? kNan : sum / withRows;
}

double ConfusionMatrix::matthews() const
{
    const auto all = static_cast<double>(total());
    double hits = 0.0;
    double crossed = 0.0;
    double trueSquares = 0.0;
    double predictedSquares = 0.0;
    for (int c = 0; c < m_classes; ++c) {
        const auto rows = static_cast<double>(rowSum(c));
        const auto columns = static_cast<double>(columnSum(c));
        hits += at(c, c);
        crossed += rows * columns;
        trueSquares += rows * rows;
        predictedSquares += columns * columns;
    }
    const double spread = (all * all - trueSquares) * (all * all - predictedSquares);
    return spread > 0.0 ? (hits * all - crossed) / std::sqrt(spread) : 0.0;
}

std::vector<ClassScores> classScores(const ConfusionMatrix& confusion)
{
    std::vector<ClassScores> scores;
    for (int c = 0; c < confusion.classes(); ++c) {
        scores.push_back({.rows = confusion.rowSum(c),
                          .precision = confusion.precision(c),
                          .recall = confusion.recall(c),
                          .f1 = confusion.f1(c),
                          .iou = confusion.iou(c)});
    }
    return scores;
}

} // namespace tunescope
