// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/threshold_scores.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope::ui {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double share(std::int64_t part, std::int64_t rest)
{
    return part + rest > 0 ? static_cast<double>(part) / static_cast<double>(part + rest) : kNan;
}

std::int64_t above(const std::vector<double>& sorted, double threshold)
{
    return sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), threshold);
}

/// Just below the score, so that it is above the threshold.
double below(double score)
{
    return std::nextafter(score, -std::numeric_limits<double>::infinity());
}

} // namespace

double ThresholdCounts::recall() const
{
    return share(caught, missed);
}

double ThresholdCounts::falseAlarmRate() const
{
    return share(falseAlarms, passed);
}

double ThresholdCounts::precision() const
{
    return share(caught, falseAlarms);
}

double ThresholdCounts::f(double beta) const
{
    const double square = beta * beta;
    const double weighted = (1.0 + square) * static_cast<double>(caught);
    const double rest = square * static_cast<double>(missed) + static_cast<double>(falseAlarms);
    return weighted + rest > 0.0 ? weighted / (weighted + rest) : 0.0;
}

ThresholdScores::ThresholdScores(const std::vector<float>& scores, const std::vector<std::int32_t>& positive)
{
    for (std::size_t i = 0; i < std::min(scores.size(), positive.size()); ++i) {
        const auto score = static_cast<double>(scores[i]);
        if (std::isfinite(score))
            (positive[i] == 1 ? m_positives : m_negatives).push_back(score);
    }
    std::sort(m_negatives.begin(), m_negatives.end());
    std::sort(m_positives.begin(), m_positives.end());
    std::merge(m_negatives.begin(), m_negatives.end(), m_positives.begin(), m_positives.end(),
               std::back_inserter(m_all));
    m_all.erase(std::unique(m_all.begin(), m_all.end()), m_all.end());
    measureCurves();
}

void ThresholdScores::measureCurves()
{
    if (m_positives.empty())
        return;
    m_roc.emplace_back(0.0, 0.0);
    for (auto score = m_all.rbegin(); score != m_all.rend(); ++score) {
        const ThresholdCounts counts = at(below(*score));
        if (!m_negatives.empty())
            m_roc.emplace_back(counts.falseAlarmRate(), counts.recall());
        if (m_precision.empty())
            m_precision.emplace_back(0.0, counts.precision());
        m_precision.emplace_back(counts.recall(), counts.precision());
    }
    if (m_negatives.empty())
        m_roc.clear();
}

ThresholdCounts ThresholdScores::at(double threshold) const
{
    ThresholdCounts counts;
    counts.caught = above(m_positives, threshold);
    counts.missed = std::ssize(m_positives) - counts.caught;
    counts.falseAlarms = above(m_negatives, threshold);
    counts.passed = std::ssize(m_negatives) - counts.falseAlarms;
    return counts;
}

double ThresholdScores::thresholdFor(HoldRule rule, double now) const
{
    if (m_all.empty())
        return now;
    // The score that `share` of the rows do not exceed.
    const auto quantile = [](const std::vector<double>& sorted, double share) {
        const auto last = static_cast<double>(sorted.size()) - 1.0;
        const auto at = std::ceil(share * static_cast<double>(sorted.size())) - 1.0;
        return sorted[static_cast<std::size_t>(std::clamp(at, 0.0, last))];
    };
    const auto alarms = [&](double rate) {
        return m_negatives.empty() ? now : quantile(m_negatives, 1.0 - rate);
    };
    const auto recall = [&](double rate) {
        if (m_positives.empty())
            return now;
        const double missed = std::floor((1.0 - rate) * static_cast<double>(m_positives.size()) + 1e-9);
        return below(m_positives[static_cast<std::size_t>(
            std::min(missed, static_cast<double>(m_positives.size()) - 1.0))]);
    };
    const auto best = [&](double beta) {
        double found = now;
        double most = -1.0;
        for (const double score : m_all) {
            const double value = at(below(score)).f(beta);
            if (value > most) {
                most = value;
                found = below(score);
            }
        }
        return found;
    };
    switch (rule) {
    case HoldRule::Free:
        break;
    case HoldRule::Alarms1:
        return alarms(0.01);
    case HoldRule::Alarms5:
        return alarms(0.05);
    case HoldRule::Alarms10:
        return alarms(0.10);
    case HoldRule::Recall80:
        return recall(0.80);
    case HoldRule::Recall90:
        return recall(0.90);
    case HoldRule::Recall95:
        return recall(0.95);
    case HoldRule::BestF1:
        return best(1.0);
    case HoldRule::BestF2:
        return best(2.0);
    }
    return now;
}

double ThresholdScores::neighbour(double threshold, int step) const
{
    if (step > 0) {
        const auto next = std::upper_bound(m_all.begin(), m_all.end(), threshold);
        return next == m_all.end() ? threshold : *next; // This row is no alarm any more.
    }
    const auto next = std::upper_bound(m_all.begin(), m_all.end(), threshold);
    return next == m_all.begin() ? threshold : below(*std::prev(next)); // And here it becomes one.
}

double ThresholdScores::rocArea() const
{
    double area = 0.0;
    for (std::size_t i = 1; i < m_roc.size(); ++i)
        area += (m_roc[i].x() - m_roc[i - 1].x()) * (m_roc[i].y() + m_roc[i - 1].y()) / 2.0;
    return m_roc.empty() ? kNan : area;
}

double ThresholdScores::precisionArea() const
{
    double area = 0.0;
    for (std::size_t i = 1; i < m_precision.size(); ++i)
        area += (m_precision[i].x() - m_precision[i - 1].x()) * m_precision[i].y();
    return m_precision.empty() ? kNan : area;
}

} // namespace tunescope::ui
