// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/analysis_axis.h"

#include "ui/viewmodels/param_words.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr std::int64_t kFewValues = 8; ///< So many whole numbers are choices.
constexpr double kTopShare = 0.9955;   ///< End of the stretched axis, as in the learning curves.
constexpr double kLogFrom = 20.0;      ///< Scores that differ by this factor stand on a log axis.
constexpr double kTightest = 0.045;    ///< Of the axis, between two ticks.

QString powerOfTen(int power)
{
    static const QString digits = QString::fromUtf8("⁰¹²³⁴⁵⁶⁷⁸⁹");
    if (power == 0)
        return QStringLiteral("1");
    if (power == 1)
        return QStringLiteral("10");
    QString text = QStringLiteral("10");
    if (power < 0)
        text += QChar(0x207B);
    for (const QChar digit : QString::number(std::abs(power)))
        text += digits[digit.digitValue()];
    return text;
}

/// 16, 32, 64: whole numbers read better in powers of two.
std::vector<double> doublings(AxisRange range)
{
    std::vector<double> values;
    for (double value = std::exp2(std::ceil(std::log2(range.low) - 1e-9)); value <= range.high * (1 + 1e-9);
         value *= 2.0)
        values.push_back(value);
    return values;
}

std::vector<double> onesTwosFives(AxisRange range)
{
    std::vector<double> values;
    for (int power = static_cast<int>(std::floor(std::log10(range.low))); values.size() < 30; ++power) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double value = factor * std::pow(10.0, power);
            if (value > range.high * (1 + 1e-9))
                return values;
            if (value >= range.low * (1 - 1e-9))
                values.push_back(value);
        }
    }
    return values;
}

} // namespace

AnalysisAxis AnalysisAxis::ofSetting(const Distribution& distribution)
{
    AnalysisAxis axis;
    if (const auto* set = std::get_if<ChoiceSet>(&distribution)) {
        axis.m_choices = set->choices;
        return axis;
    }
    if (const auto* whole = std::get_if<IntRange>(&distribution)) {
        axis.m_isWhole = true;
        if (whole->high - whole->low < kFewValues * whole->step) {
            for (std::int64_t value = whole->low; value <= whole->high; value += whole->step)
                axis.m_choices.emplace_back(value);
            return axis;
        }
        axis.m_numbers = CurveAxis(whole->scale == Scale::Log ? CurveScale::Log : CurveScale::Linear,
                                   {double(whole->low), double(whole->high)});
        return axis;
    }
    const auto& real = std::get<FloatRange>(distribution);
    axis.m_numbers =
        CurveAxis(real.scale == Scale::Log ? CurveScale::Log : CurveScale::Linear, {real.low, real.high});
    return axis;
}

AnalysisAxis AnalysisAxis::ofScore(const MetricStyle& metric, AxisRange seen)
{
    if (metric.isShare && metric.direction == Direction::Maximize) {
        AnalysisAxis axis;
        axis.m_numbers = CurveAxis(CurveScale::Stretched, {0.0, kTopShare});
        axis.m_unit = CurveAxis::Unit::Percent;
        return axis;
    }
    AnalysisAxis axis = seen.low > 0.0 && seen.high > kLogFrom * seen.low ? logarithmic(seen) : linear(seen);
    if (metric.isShare)
        axis.m_unit = CurveAxis::Unit::Percent;
    return axis;
}

AnalysisAxis AnalysisAxis::logarithmic(AxisRange range)
{
    AnalysisAxis axis;
    axis.m_numbers = CurveAxis(CurveScale::Log, range);
    return axis;
}

AnalysisAxis AnalysisAxis::linear(AxisRange range)
{
    AnalysisAxis axis;
    axis.m_numbers = CurveAxis(CurveScale::Linear, range);
    return axis;
}

double AnalysisAxis::position(const ParamValue& value) const
{
    if (!isChoice()) {
        const std::optional<double> number = paramNumber(value);
        return number ? m_numbers.position(*number) : kNoValue;
    }
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        if (sameValue(m_choices[i], value))
            return positionOfChoice(static_cast<int>(i));
    }
    return kNoValue;
}

int AnalysisAxis::choiceAt(double position) const
{
    const int last = static_cast<int>(m_choices.size()) - 1;
    return std::clamp(static_cast<int>(std::floor(position * double(m_choices.size()))), 0,
                      std::max(0, last));
}

double AnalysisAxis::positionOfChoice(int index) const
{
    return (index + 0.5) / double(std::max<std::size_t>(1, m_choices.size()));
}

std::vector<PositionTick> AnalysisAxis::logTicks(int most) const
{
    const AxisRange range = m_numbers.range();
    const double decades = std::log10(range.high / range.low);
    std::vector<PositionTick> ticks;
    if (!m_isWhole && decades >= 1.9) {
        const int first = static_cast<int>(std::ceil(std::log10(range.low) - 1e-9));
        const int last = static_cast<int>(std::floor(std::log10(range.high) + 1e-9));
        const int step = std::max(1, (last - first + most - 2) / std::max(1, most - 1));
        for (int power = first; power <= last; power += step)
            ticks.push_back({position(std::pow(10.0, power)), powerOfTen(power)});
        return ticks;
    }
    std::vector<double> values = m_isWhole ? doublings(range) : onesTwosFives(range);
    const std::size_t step = (values.size() + std::size_t(most) - 1) / std::size_t(most);
    for (std::size_t i = 0; i < values.size(); i += std::max<std::size_t>(1, step))
        ticks.push_back({position(values[i]), shortNumber(values[i])});
    return ticks;
}

std::vector<PositionTick> AnalysisAxis::ticks(int most) const
{
    std::vector<PositionTick> ticks;
    for (std::size_t i = 0; i < m_choices.size(); ++i)
        ticks.push_back({positionOfChoice(static_cast<int>(i)), valueTitle(m_choices[i])});
    if (isChoice() || !(m_numbers.range().high > m_numbers.range().low))
        return ticks;
    if (m_numbers.scale() == CurveScale::Log)
        return logTicks(most);
    for (const AxisTick& tick : m_numbers.ticks(most, m_unit)) {
        const double place = position(tick.value);
        const bool fits = ticks.empty() || std::abs(place - ticks.back().position) > kTightest;
        if (fits && (!m_isWhole || std::abs(tick.value - std::round(tick.value)) < 1e-9))
            ticks.push_back({place, tick.text});
    }
    return ticks;
}

QString AnalysisAxis::text(double number) const
{
    if (m_unit == CurveAxis::Unit::Percent)
        return QString::number(100.0 * number, 'f', 1);
    if (m_isWhole)
        return wholeText(std::llround(number));
    return settingText(number);
}

} // namespace tunescope::ui
