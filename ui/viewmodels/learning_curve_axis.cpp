// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/learning_curve_axis.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope::ui {
namespace {

/// tokens.json, "accuracy_scale": beyond 99.55 % nothing more can be told apart.
constexpr double kSmallestMistake = 0.0045;
constexpr double kSmallestLog = 1e-12;
constexpr std::array kShareTicks{0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99};

/// 1, 2 or 5 times a power of ten, so that at most `most` of them fit.
double roundStep(double length, int most)
{
    const double raw = length / std::max(1, most);
    const double decade = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (raw <= factor * decade * (1 + 1e-9))
            return factor * decade;
    }
    return 10.0 * decade;
}

QString tickText(double value, CurveAxis::Unit unit)
{
    return QString::number(unit == CurveAxis::Unit::Percent ? 100.0 * value : value, 'g', 6);
}

std::vector<AxisTick> linearTicks(AxisRange range, int most, CurveAxis::Unit unit)
{
    std::vector<AxisTick> ticks;
    const double length = range.high - range.low;
    if (!(length > 0) || !std::isfinite(length))
        return ticks;
    const double step = roundStep(length, most);
    for (double k = std::ceil(range.low / step - 1e-9); k * step <= range.high + step * 1e-9; k += 1.0)
        ticks.push_back({k * step, tickText(k == 0.0 ? 0.0 : k * step, unit)});
    return ticks;
}

/// Less than two decades: 1, 2 and 5 of each, or even steps where even those are too few.
std::vector<AxisTick> shortLogTicks(AxisRange range, int most, CurveAxis::Unit unit)
{
    std::vector<AxisTick> ticks;
    const int first = static_cast<int>(std::floor(std::log10(std::max(range.low, kSmallestLog))));
    for (int power = first; power <= first + 2; ++power) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double value = factor * std::pow(10.0, power);
            if (value >= range.low * (1 - 1e-9) && value <= range.high * (1 + 1e-9))
                ticks.push_back({value, tickText(value, unit)});
        }
    }
    return ticks.size() < 2 ? linearTicks(range, std::min(most, 4), unit) : ticks;
}

std::vector<AxisTick> logTicks(AxisRange range, int most, CurveAxis::Unit unit)
{
    std::vector<AxisTick> ticks;
    const int first = static_cast<int>(std::ceil(std::log10(std::max(range.low, kSmallestLog)) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(std::max(range.high, kSmallestLog)) + 1e-9));
    const int step = std::max(1, (last - first + most) / std::max(1, most));
    for (int power = first; power <= last; power += step) {
        const double value = std::pow(10.0, power);
        ticks.push_back({value, power < -4 ? QStringLiteral("1e%1").arg(power) : tickText(value, unit)});
    }
    return ticks.size() < 2 ? shortLogTicks(range, most, unit) : ticks;
}

std::vector<AxisTick> stretchedTicks(AxisRange range, CurveAxis::Unit unit)
{
    std::vector<AxisTick> ticks;
    for (const double value : kShareTicks) {
        if (value >= range.low - 1e-9 && value <= range.high + 1e-9)
            ticks.push_back({value, tickText(value, unit)});
    }
    return ticks.size() >= 2 ? ticks : linearTicks(range, 4, unit);
}

} // namespace

double CurveAxis::even(double value) const
{
    switch (m_scale) {
    case CurveScale::Linear:
        return value;
    case CurveScale::Log:
        return std::log10(std::max(value, kSmallestLog));
    case CurveScale::Stretched:
        return -std::log10(std::clamp(1.0 - value, kSmallestMistake, 1e6));
    }
    return value;
}

double CurveAxis::fromEven(double even) const
{
    switch (m_scale) {
    case CurveScale::Linear:
        return even;
    case CurveScale::Log:
        return std::pow(10.0, even);
    case CurveScale::Stretched:
        return 1.0 - std::pow(10.0, -even);
    }
    return even;
}

double CurveAxis::position(double value) const
{
    const double low = even(m_range.low), length = even(m_range.high) - low;
    return length > 0 ? (even(value) - low) / length : 0.5;
}

double CurveAxis::valueAt(double position) const
{
    const double low = even(m_range.low);
    return fromEven(low + position * (even(m_range.high) - low));
}

std::vector<AxisTick> CurveAxis::ticks(int most, Unit unit) const
{
    switch (m_scale) {
    case CurveScale::Linear:
        return linearTicks(m_range, most, unit);
    case CurveScale::Log:
        return logTicks(m_range, most, unit);
    case CurveScale::Stretched:
        return stretchedTicks(m_range, unit);
    }
    return {};
}

std::vector<AxisTick> epochTicks(AxisRange range, int most)
{
    std::vector<AxisTick> ticks;
    const double length = range.high - range.low;
    if (!(length > 0))
        return ticks;
    double step = std::max(1.0, roundStep(length, most));
    if (length <= 20.0 && most >= 5 && step > 2.0)
        step = 4.0; // 20 epochs: 0, 4, 8 ... read better than 0, 5, 10 where pruning looks every 4.
    for (double k = std::ceil(range.low / step - 1e-9); k * step <= range.high + 1e-9; k += 1.0)
        ticks.push_back({k * step, QString::number(static_cast<int>(std::lround(k * step)))});
    return ticks;
}

} // namespace tunescope::ui
