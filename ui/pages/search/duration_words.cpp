// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/duration_words.h"

#include "ui/viewmodels/value_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kMinute = 60.0;
constexpr double kHour = 3600.0;
constexpr double kDay = 86'400.0;
constexpr double kYear = 365.25 * kDay;
constexpr double kLifetime = 80.0 * kYear;

QString words(const char* text)
{
    return QCoreApplication::translate("duration", text);
}

QString twoParts(qint64 large, const QString& largeUnit, qint64 small, const QString& smallUnit)
{
    if (small == 0)
        return QStringLiteral("%1 %2").arg(large).arg(largeUnit);
    return QStringLiteral("%1 %2 %3 %4").arg(large).arg(largeUnit).arg(small).arg(smallUnit);
}

} // namespace

QString duration(double seconds)
{
    if (!std::isfinite(seconds) || seconds > kLifetime)
        return words("longer than a lifetime");
    if (seconds < 1.0)
        return words("less than a second");
    if (seconds < kMinute - 0.5)
        return QStringLiteral("%1 s").arg(std::llround(seconds));
    if (seconds < 10 * kMinute) { // In tens of seconds.
        const qint64 tens = 10 * std::llround(seconds / 10.0);
        return twoParts(tens / 60, words("min"), tens % 60, words("s"));
    }
    if (seconds < kHour - 30)
        return QStringLiteral("%1 %2").arg(std::llround(seconds / kMinute)).arg(words("min"));
    if (seconds < kDay) {
        const qint64 minutes = 5 * std::llround(seconds / (5 * kMinute));
        return twoParts(minutes / 60, words("h"), minutes % 60, words("min"));
    }
    if (seconds < 100 * kDay) {
        const qint64 hours = std::llround(seconds / kHour);
        return twoParts(hours / 24, words("d"), hours % 24, words("h"));
    }
    if (seconds < 2 * kYear)
        return QStringLiteral("%1 %2").arg(std::llround(seconds / kDay)).arg(words("days"));
    return QStringLiteral("%1 %2").arg(wholeText(std::llround(seconds / kYear)), words("years"));
}

QString aboutDuration(double seconds)
{
    const bool plain = seconds < 1.0 || !std::isfinite(seconds) || seconds > kLifetime;
    return plain ? duration(seconds) : words("about %1").arg(duration(seconds));
}

QString clockTime(double seconds)
{
    const qint64 whole = std::llround(std::clamp(seconds, 0.0, 1e9));
    const QChar zero = u'0';
    if (whole >= 3600)
        return QStringLiteral("%1:%2:%3")
            .arg(whole / 3600)
            .arg(whole % 3600 / 60, 2, 10, zero)
            .arg(whole % 60, 2, 10, zero);
    return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, zero);
}

} // namespace tunescope::ui
