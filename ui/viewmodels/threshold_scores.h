// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

#include <cstdint>
#include <vector>

namespace tunescope::ui {

/// What a threshold makes of the rows; a row whose score is above it is an alarm.
struct ThresholdCounts {
    std::int64_t caught = 0;
    std::int64_t missed = 0;
    std::int64_t falseAlarms = 0;
    std::int64_t passed = 0;

    [[nodiscard]] double recall() const;         ///< 0..1; not-a-number without positive rows.
    [[nodiscard]] double falseAlarmRate() const; ///< 0..1; likewise without negative ones.
    [[nodiscard]] double precision() const;      ///< 0..1; not-a-number without alarms.
    [[nodiscard]] double f(double beta) const;   ///< 0 without alarms.
};

/// How the threshold is chosen.
enum class HoldRule { Free, Alarms1, Alarms5, Alarms10, Recall80, Recall90, Recall95, BestF1, BestF2 };

/// Scores of rows of two kinds, sorted once, so that any threshold is judged in logarithmic time.
class ThresholdScores
{
public:
    ThresholdScores() = default;
    /// Scores that are no numbers are left out. `positive`: 1 for rows that are to be found.
    ThresholdScores(const std::vector<float>& scores, const std::vector<std::int32_t>& positive);

    [[nodiscard]] bool empty() const { return m_negatives.empty() && m_positives.empty(); }
    /// Rising.
    [[nodiscard]] const std::vector<double>& negatives() const { return m_negatives; }
    [[nodiscard]] const std::vector<double>& positives() const { return m_positives; }
    [[nodiscard]] double lowest() const { return m_all.empty() ? 0.0 : m_all.front(); }
    [[nodiscard]] double highest() const { return m_all.empty() ? 1.0 : m_all.back(); }

    [[nodiscard]] ThresholdCounts at(double threshold) const;
    /// The threshold that the rule asks for; Free keeps `now`.
    [[nodiscard]] double thresholdFor(HoldRule rule, double now) const;
    /// The next threshold above (`step` 1) or below (-1) that changes a count.
    [[nodiscard]] double neighbour(double threshold, int step) const;

    /// False alarms against caught, 0..1, from (0, 0) to (1, 1).
    [[nodiscard]] const std::vector<QPointF>& roc() const { return m_roc; }
    /// Caught against the share of alarms that are right, by rising recall.
    [[nodiscard]] const std::vector<QPointF>& precisionRecall() const { return m_precision; }
    [[nodiscard]] double rocArea() const;
    [[nodiscard]] double precisionArea() const; ///< Average precision.

private:
    void measureCurves();

    std::vector<double> m_negatives;
    std::vector<double> m_positives;
    std::vector<double> m_all; ///< Every different score, rising.
    std::vector<QPointF> m_roc;
    std::vector<QPointF> m_precision;
};

} // namespace tunescope::ui
