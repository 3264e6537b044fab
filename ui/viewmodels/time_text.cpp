// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/time_text.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

/// Of the standard normal distribution: 80 % lie within it on both sides.
constexpr double kNinetiethPercentile = 1.2816;

double roundedTo(double value, double step)
{
    return step * std::round(value / step);
}

QString clockText(double seconds)
{
    const auto whole = static_cast<qint64>(std::llround(std::max(0.0, seconds)));
    const QChar zero = u'0';
    if (whole >= 3600)
        return QStringLiteral("%1:%2:%3")
            .arg(whole / 3600)
            .arg(whole % 3600 / 60, 2, 10, zero)
            .arg(whole % 60, 2, 10, zero);
    return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, zero);
}

double shareLeft(const TrialSnapshot& trial)
{
    if (trial.plannedEpochs <= 0)
        return 1.0;
    return std::clamp(1.0 - double(trial.finishedEpochs()) / trial.plannedEpochs, 0.0, 1.0);
}

} // namespace

QString remainingText(double seconds, const QDateTime& now)
{
    if (seconds < 10.0)
        return QStringLiteral("a few seconds left");
    if (seconds < 57.5)
        return QStringLiteral("about %1 s left").arg(roundedTo(seconds, 5.0));
    if (seconds < 595.0) {
        const auto whole = static_cast<int>(roundedTo(seconds, 10.0));
        return whole % 60 == 0 ? QStringLiteral("about %1 min left").arg(whole / 60)
                               : QStringLiteral("about %1 min %2 s left").arg(whole / 60).arg(whole % 60);
    }
    const QString end = now.addMSecs(static_cast<qint64>(seconds * 1000.0)).toString(QStringLiteral("HH:mm"));
    const auto minutes = static_cast<int>(std::lround(seconds / 60.0));
    if (minutes < 60)
        return QStringLiteral("about %1 min left, ends %2").arg(minutes).arg(end);
    const int quarter = minutes < 600 ? 5 * static_cast<int>(std::lround(minutes / 5.0)) : minutes;
    if (quarter % 60 == 0 || quarter >= 600)
        return QStringLiteral("about %1 h left, ends %2").arg(std::lround(quarter / 60.0)).arg(end);
    return QStringLiteral("about %1 h %2 min left, ends %3").arg(quarter / 60).arg(quarter % 60).arg(end);
}

QString remainingRangeText(const RemainingTime& time)
{
    return QStringLiteral("range %1 – %2").arg(clockText(time.low), clockText(time.high));
}

void TrialClock::clear()
{
    *this = TrialClock();
}

void TrialClock::update(const StudySnapshot& snapshot, const std::vector<int>& changed)
{
    m_counted.resize(snapshot.size());
    for (const int number : changed) {
        const auto index = static_cast<std::size_t>(number);
        if (index >= snapshot.size() || m_counted[index] || !isTold(snapshot.trial(index).state))
            continue;
        const TrialSnapshot& trial = snapshot.trial(index);
        m_counted[index] = true;
        if (trial.curves.validationLoss.empty())
            continue; // Stopped while it was queued: it says nothing about time.
        const double seconds = trial.outcome.trialSeconds > 0 ? trial.outcome.trialSeconds
                                                              : trial.endSeconds - trial.startSeconds;
        ++m_count;
        m_sum += seconds;
        m_sumOfSquares += seconds * seconds;
    }
}

std::optional<RemainingTime> TrialClock::remaining(const StudySnapshot& snapshot) const
{
    if (m_count == 0 || snapshot.plannedTrials <= 0)
        return std::nullopt;
    const double mean = m_sum / m_count;
    const double variance = std::max(0.0, m_sumOfSquares / m_count - mean * mean);
    double running = 0.0;
    // Running trials are among the newest: at most lag + workers behind the last.
    const std::size_t from = snapshot.size() > 64 ? snapshot.size() - 64 : 0;
    for (std::size_t i = from; i < snapshot.size(); ++i) {
        const TrialState state = snapshot.trial(i).state;
        if (state == TrialState::Running || state == TrialState::Paused)
            running += shareLeft(snapshot.trial(i));
    }
    const int waiting = std::max(0, snapshot.plannedTrials - snapshot.counts.told() -
                                        snapshot.counts.running - snapshot.counts.paused);
    const double workers = std::max(1, snapshot.workers);
    const double trials = waiting + running;
    const double spread =
        std::sqrt(variance * trials + variance * trials * trials / m_count) * kNinetiethPercentile;
    return RemainingTime{.expected = trials * mean / workers,
                         .low = std::max(0.0, trials * mean - spread) / workers,
                         .high = (trials * mean + spread) / workers};
}

double TrialClock::perMinute(const StudySnapshot& snapshot) const
{
    return snapshot.runSeconds > 0.0 ? 60.0 * m_count / snapshot.runSeconds : 0.0;
}

std::optional<RemainingTime> remainingTime(const StudySnapshot& snapshot)
{
    std::vector<int> all(snapshot.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<int>(i);
    TrialClock clock;
    clock.update(snapshot, all);
    return clock.remaining(snapshot);
}

double SteadyTime::update(double expected, double nowSeconds)
{
    if (m_shown) {
        const double countedDown = std::max(0.0, *m_shown - std::max(0.0, nowSeconds - m_at));
        expected = std::min(expected, std::max(countedDown * 1.05, countedDown + 1.0));
    }
    m_shown = expected;
    m_at = nowSeconds;
    return expected;
}

} // namespace tunescope::ui
