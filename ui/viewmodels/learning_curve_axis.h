// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace tunescope::ui {

enum class CurveScale {
    Linear,
    Log,       ///< log10 of the value.
    Stretched, ///< -log10(1 - share): 90, 99 % stand as far apart as 0 and 90 %.
};

struct AxisTick {
    double value = 0.0;
    QString text;
};

/// Ends of an axis in the values' own units.
struct AxisRange {
    double low = 0.0;
    double high = 1.0;

    friend bool operator==(const AxisRange&, const AxisRange&) = default;
};

/// How values stand along one axis of a chart.
class CurveAxis
{
public:
    CurveAxis() = default;
    CurveAxis(CurveScale scale, AxisRange range) : m_scale(scale), m_range(range) {}

    [[nodiscard]] CurveScale scale() const { return m_scale; }
    [[nodiscard]] AxisRange range() const { return m_range; }

    /// The number that is even along the axis (log10 and so on); finite for every finite value.
    [[nodiscard]] double even(double value) const;
    [[nodiscard]] double fromEven(double even) const;
    /// 0 at the low end, 1 at the high end; outside it for values outside.
    [[nodiscard]] double position(double value) const;
    [[nodiscard]] double valueAt(double position) const;

    /// Round values inside the range, at most `most`; shares are written in percent when `asPercent`.
    enum class Unit { Plain, Percent };
    [[nodiscard]] std::vector<AxisTick> ticks(int most, Unit unit) const;

    friend bool operator==(const CurveAxis&, const CurveAxis&) = default;

private:
    CurveScale m_scale = CurveScale::Linear;
    AxisRange m_range;
};

/// Whole epochs inside the range, a round step apart.
[[nodiscard]] std::vector<AxisTick> epochTicks(AxisRange range, int most);

} // namespace tunescope::ui
