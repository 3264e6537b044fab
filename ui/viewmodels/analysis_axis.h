// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/learning_curve_axis.h"
#include "ui/viewmodels/value_text.h"

#include <QString>

#include <vector>

namespace tunescope::ui {

struct PositionTick {
    double position = 0.0; ///< 0 to 1.
    QString text;
};

/// How the values of one setting, or the scores, stand along an axis of the Analyse page.
///
/// Real numbers and long ranges of whole numbers are even on their scale; choices, and whole numbers of which
/// there are at most eight, each own an equal share of the axis and stand in its middle.
class AnalysisAxis
{
public:
    AnalysisAxis() = default;

    [[nodiscard]] static AnalysisAxis ofSetting(const Distribution& distribution);
    /// Shares are stretched as in the learning curves; other scores reach over what was `seen`.
    [[nodiscard]] static AnalysisAxis ofScore(const MetricStyle& metric, AxisRange seen);
    /// Positive numbers, even in the logarithm.
    [[nodiscard]] static AnalysisAxis logarithmic(AxisRange range);
    [[nodiscard]] static AnalysisAxis linear(AxisRange range);

    [[nodiscard]] bool isChoice() const { return !m_choices.empty(); }
    [[nodiscard]] const std::vector<ParamValue>& choices() const { return m_choices; }
    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    [[nodiscard]] AxisRange range() const { return m_numbers.range(); }

    /// 0 to 1, outside it for numbers outside; NaN for what cannot stand on this axis.
    [[nodiscard]] double position(const ParamValue& value) const;
    [[nodiscard]] double position(double number) const { return m_numbers.position(number); }
    /// Of a number; whole numbers are not rounded.
    [[nodiscard]] double numberAt(double position) const { return m_numbers.valueAt(position); }
    /// Index of the choice that owns the position.
    [[nodiscard]] int choiceAt(double position) const;
    [[nodiscard]] double positionOfChoice(int index) const;

    /// Where values are written, rising; every choice, or round numbers, at most `most`.
    [[nodiscard]] std::vector<PositionTick> ticks(int most) const;
    /// A number of this axis in words and sentences: "97.0", "0.0021".
    [[nodiscard]] QString text(double number) const;

    friend bool operator==(const AnalysisAxis&, const AnalysisAxis&) = default;

private:
    [[nodiscard]] std::vector<PositionTick> logTicks(int most) const;

    CurveAxis m_numbers;
    std::vector<ParamValue> m_choices = {};
    bool m_isWhole = false;
    CurveAxis::Unit m_unit = CurveAxis::Unit::Plain;
};

} // namespace tunescope::ui
