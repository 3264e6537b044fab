// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/axis_scale.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kSmallestLog = 1e-300;
/// Rounding noise of sums of steps, relative to a step.
constexpr double kSlack = 1e-9;

/// 1, 2 or 5 times a power of ten, at least `least`.
double niceStep(double least)
{
    const double decade = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * decade >= least * (1.0 - kSlack))
            return factor * decade;
    }
    return 10.0 * decade;
}

double roundedToDigits(double value, int digits)
{
    if (value == 0 || !std::isfinite(value))
        return value;
    // Through text, so that 0.0021 is the double that prints as 0.0021.
    return QString::number(value, 'g', digits).toDouble();
}

QString superscript(int number)
{
    static constexpr std::array<char16_t, 10> kDigits{u'\u2070', u'\u00b9', u'\u00b2', u'\u00b3', u'\u2074',
                                                      u'\u2075', u'\u2076', u'\u2077', u'\u2078', u'\u2079'};
    QString text;
    for (const QChar c : QString::number(std::abs(number)))
        text += QChar(kDigits[std::size_t(c.digitValue())]);
    return number < 0 ? QChar(u'\u207b') + text : text;
}

} // namespace

AxisScale::AxisScale(ScaleKind kind, double low, double high, NumberKind numbers)
    : m_kind(kind)
    , m_numbers(kind == ScaleKind::Integer ? NumberKind::Whole : numbers)
    , m_low(std::isfinite(low) ? low : 0)
    , m_high(std::isfinite(high) ? high : m_low + 1)
{
    if (m_low > m_high)
        std::swap(m_low, m_high);
    if (isLogarithmic())
        m_low = std::max(m_low, kSmallestLog);
    if (!(m_high > m_low))
        m_high = isLogarithmic() ? m_low * 10 : m_low + 1;
}

double AxisScale::position(double value) const
{
    if (std::isnan(value))
        return 0;
    if (!isLogarithmic())
        return (value - m_low) / (m_high - m_low);
    if (value <= 0)
        return 0;
    return std::log(value / m_low) / std::log(m_high / m_low);
}

double AxisScale::value(double position) const
{
    // The ends exactly, whatever pow() rounds to.
    if (position == 0)
        return m_low;
    if (position == 1)
        return m_high;
    if (!isLogarithmic())
        return m_low + position * (m_high - m_low);
    return m_low * std::pow(m_high / m_low, position);
}

double AxisScale::admitted(double value) const
{
    if (std::isnan(value))
        return m_low;
    if (m_numbers == NumberKind::Whole)
        return std::clamp(std::round(value), std::ceil(m_low), std::floor(m_high));
    return std::clamp(value, m_low, m_high);
}

double AxisScale::snapped(double value) const
{
    switch (m_kind) {
    case ScaleKind::Linear: {
        const double step = niceStep((m_high - m_low) / 100.0);
        return admitted(roundedToDigits(std::round(value / step) * step, 12));
    }
    case ScaleKind::Log:
        return admitted(roundedToDigits(value, 2));
    case ScaleKind::Log2:
        return admitted(value > 0 ? std::exp2(std::round(std::log2(value))) : m_low);
    case ScaleKind::Integer:
        return admitted(value);
    }
    return value;
}

double AxisScale::snappedCoarsely(double value) const
{
    switch (m_kind) {
    case ScaleKind::Log:
        return value > 0 ? admitted(roundedToDigits(std::pow(10.0, std::round(std::log10(value))), 1))
                         : m_low;
    case ScaleKind::Log2:
        return snapped(value);
    case ScaleKind::Linear:
    case ScaleKind::Integer: {
        const double step = linearStep(6);
        return admitted(roundedToDigits(std::round(value / step) * step, 12));
    }
    }
    return value;
}

double AxisScale::stepped(double value, StepSize size, StepDirection direction) const
{
    const double sign = direction == StepDirection::Up ? 1 : -1;
    const bool page = size == StepSize::Page;
    double next = value;
    switch (m_kind) {
    case ScaleKind::Linear: {
        const double step = niceStep((m_high - m_low) / 100.0) * (page ? 10 : 1);
        next = roundedToDigits(std::round((value + sign * step) / step * 10) * step / 10, 12);
        break;
    }
    case ScaleKind::Log:
        next = roundedToDigits(value * std::pow(10.0, sign * (page ? 1.0 : 0.05)), 3);
        break;
    case ScaleKind::Log2:
        next = value * std::exp2(sign * (page ? 1.0 : 0.25));
        break;
    case ScaleKind::Integer:
        next = value + sign * (page ? std::max(1.0, std::round((m_high - m_low) / 10)) : 1);
        break;
    }
    if (m_numbers == NumberKind::Whole && std::abs(std::round(next) - value) < 1)
        next = value + sign;
    return admitted(next);
}

double AxisScale::linearStep(int labels) const
{
    const double step = niceStep((m_high - m_low) / std::max(1, labels - 1));
    return m_numbers == NumberKind::Whole ? std::max(1.0, step) : step;
}

void AxisScale::append(std::vector<ScaleTick>& ticks, double value, const QString& label) const
{
    const double at = position(value);
    if (at >= -kSlack && at <= 1 + kSlack)
        ticks.push_back({value, std::clamp(at, 0.0, 1.0), label});
}

std::vector<ScaleTick> AxisScale::logTicks(int labels) const
{
    const int first = static_cast<int>(std::floor(std::log10(m_low) + kSlack));
    const int last = static_cast<int>(std::ceil(std::log10(m_high) - kSlack));
    const int every = std::max(1, (last - first + labels - 2) / std::max(1, labels - 1));
    // Within one decade the decades alone would leave the axis without numbers.
    const bool labelAll = last - first <= 1;
    std::vector<ScaleTick> ticks;
    for (int exponent = first; exponent <= last; ++exponent) {
        const double decade = roundedToDigits(std::pow(10.0, exponent), 1);
        const bool labelled = (exponent - last) % every == 0;
        append(ticks, decade, labelled ? powerText(decade) : QString());
        if (every > 2)
            continue;
        for (int digit = 2; digit <= 9; ++digit)
            append(ticks, decade * digit,
                   labelAll && (digit == 2 || digit == 5) ? valueText(decade * digit) : QString());
    }
    return ticks;
}

std::vector<ScaleTick> AxisScale::log2Ticks(int labels) const
{
    const int first = static_cast<int>(std::ceil(std::log2(m_low) - kSlack));
    const int last = static_cast<int>(std::floor(std::log2(m_high) + kSlack));
    const int every = std::max(1, (last - first + labels - 2) / std::max(1, labels - 1));
    std::vector<ScaleTick> ticks;
    for (int exponent = first; exponent <= last; ++exponent) {
        const double power = std::exp2(exponent);
        append(ticks, power, (exponent - first) % every == 0 ? valueText(power, 6) : QString());
    }
    return ticks;
}

std::vector<ScaleTick> AxisScale::linearTicks(int labels) const
{
    const double major = linearStep(labels);
    const bool whole = m_numbers == NumberKind::Whole;
    const double minor = whole ? (major <= 10 ? 1 : major / 2) : major / 2;
    const double first = std::ceil(m_low / minor - kSlack) * minor;
    std::vector<ScaleTick> ticks;
    for (int i = 0; first + i * minor <= m_high + kSlack * minor; ++i) {
        const double value = roundedToDigits(first + i * minor, 12);
        const double multiple = value / major;
        const bool labelled = std::abs(multiple - std::round(multiple)) < 1e-6;
        append(ticks, value, labelled || (whole && major == 1) ? valueText(value, 6) : QString());
    }
    // Whole ranges such as 1 to 8 count from their low end.
    if (whole && !ticks.empty() && ticks.front().label.isEmpty())
        ticks.front().label = valueText(ticks.front().value, 6);
    return ticks;
}

std::vector<ScaleTick> AxisScale::ticks(int labels) const
{
    const int wanted = std::max(2, labels);
    switch (m_kind) {
    case ScaleKind::Log:
        return logTicks(wanted);
    case ScaleKind::Log2:
        return log2Ticks(wanted);
    case ScaleKind::Linear:
    case ScaleKind::Integer:
        return linearTicks(wanted);
    }
    return {};
}

QString valueText(double value, int digits)
{
    if (value == 0)
        return QStringLiteral("0");
    if (!std::isfinite(value))
        return QStringLiteral("\u2013");
    const double size = std::abs(value);
    if (size >= 0.001 && size < 1e6) {
        // Whole numbers keep all their digits.
        if (value == std::round(value))
            return QString::number(value, 'f', 0);
        const int decimals = std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(size))), 0, 12);
        QString text = QString::number(value, 'f', decimals);
        while (text.contains(QLatin1Char('.')) &&
               (text.endsWith(QLatin1Char('0')) || text.endsWith(QLatin1Char('.'))))
            text.chop(1);
        return text;
    }
    QString text = QString::number(value, 'e', std::max(0, digits - 1));
    const qsizetype mark = text.indexOf(QLatin1Char('e'));
    QString mantissa = text.left(mark);
    while (mantissa.contains(QLatin1Char('.')) &&
           (mantissa.endsWith(QLatin1Char('0')) || mantissa.endsWith(QLatin1Char('.'))))
        mantissa.chop(1);
    return mantissa + QLatin1Char('e') + QString::number(text.mid(mark + 1).toInt());
}

QString powerText(double value)
{
    const double exponent = value > 0 ? std::log10(value) : 0.5;
    const int whole = static_cast<int>(std::lround(exponent));
    if (std::abs(exponent - whole) > 1e-9 || whole == 0 || whole == 1)
        return valueText(value);
    return QStringLiteral("10") + superscript(whole);
}

QString countText(qint64 count)
{
    QString text = QString::number(std::abs(count));
    if (text.size() > 4) {
        for (qsizetype i = text.size() - 3; i > 0; i -= 3)
            text.insert(i, QChar(0x202f));
    }
    return count < 0 ? QChar(0x2212) + text : text;
}

std::optional<double> parseValue(const QString& text)
{
    const QString clean = text.simplified().remove(QLatin1Char(' ')).replace(QChar(0x2212), QLatin1Char('-'));
    const auto finite = [](double v) { return std::isfinite(v) ? std::optional(v) : std::nullopt; };
    const auto plain = [](const QString& part) { return tunescope::parseNumber(part.toStdString()); };
    for (const QChar symbol : {QLatin1Char('/'), QLatin1Char('^')}) {
        const qsizetype at = clean.indexOf(symbol);
        if (at <= 0)
            continue;
        const auto left = plain(clean.left(at)), right = plain(clean.mid(at + 1));
        if (!left || !right)
            return std::nullopt;
        return finite(symbol == QLatin1Char('/') ? *left / *right : std::pow(*left, *right));
    }
    return plain(clean);
}

} // namespace tunescope::ui
