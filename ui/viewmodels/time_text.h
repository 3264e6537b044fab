// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace tunescope::ui {

/// Time still to run, in seconds: the expected one and the 10th and 90th percentile.
struct RemainingTime {
    double expected = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// From the trials already timed in this study; nothing before the first one has ended or without a budget.
///
/// Every trial still to come costs what a told trial (pruned ones included) cost on average; running ones
/// only what is left of their epochs. The percentiles are those of the sum under the normal approximation,
/// with the spread of the told trials and the uncertainty of their mean (ux.md section 13 asks for resamples;
/// with hundreds of trials both give the same words and this costs nothing).
[[nodiscard]] std::optional<RemainingTime> remainingTime(const StudySnapshot& snapshot);

/// "a few seconds left", "about 40 s left", "about 1 min 10 s left", "about 2 h 15 min left, ends 16:40".
[[nodiscard]] QString remainingText(double seconds, const QDateTime& now);
/// "range 0:55 – 1:40".
[[nodiscard]] QString remainingRangeText(const RemainingTime& time);

/// The average of told trials so far, in busy seconds of one worker; follows a snapshot without walking all
/// trials again, so it can be asked 30 times a second.
class TrialClock
{
public:
    /// Takes in the trials of `changed` that are told and were not counted yet.
    void update(const StudySnapshot& snapshot, const std::vector<int>& changed);
    void clear();
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] std::optional<RemainingTime> remaining(const StudySnapshot& snapshot) const;
    /// Told trials per minute of running; 0 while unknown.
    [[nodiscard]] double perMinute(const StudySnapshot& snapshot) const;

private:
    std::vector<bool> m_counted;
    int m_count = 0;
    double m_sum = 0.0;
    double m_sumOfSquares = 0.0;
};

/// Keeps the time that is shown from counting up by more than 5 % at once.
class SteadyTime
{
public:
    /// `expected` seconds remain at `nowSeconds` of any steady clock; returns what to show.
    double update(double expected, double nowSeconds);
    void clear() { m_shown.reset(); }

private:
    std::optional<double> m_shown;
    double m_at = 0.0;
};

} // namespace tunescope::ui
