// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace tunescope::ui {

enum class ScaleKind { Linear, Log, Log2, Integer };
enum class NumberKind { Real, Whole };
enum class StepSize { Small, Page };
enum class StepDirection { Down, Up };

struct ScaleTick {
    double value = 0;
    double position = 0; ///< 0..1.
    QString label;       ///< Empty for a minor tick.
};

/// A one-dimensional axis: values of a hyperparameter against positions 0..1.
///
/// Impossible domains are mended rather than refused, so that no data can break a painter: a domain of
/// width 0 or of non-finite ends becomes low .. low + 1, and logarithmic ends below 1e-300 become that.
class AxisScale
{
public:
    AxisScale() = default;
    AxisScale(ScaleKind kind, double low, double high, NumberKind numbers = NumberKind::Real);

    [[nodiscard]] ScaleKind kind() const { return m_kind; }
    [[nodiscard]] NumberKind numbers() const { return m_numbers; }
    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }
    [[nodiscard]] bool isLogarithmic() const { return m_kind == ScaleKind::Log || m_kind == ScaleKind::Log2; }

    /// Outside 0..1 for values outside the domain; 0 for NaN and for what a logarithm cannot show.
    [[nodiscard]] double position(double value) const;
    /// Not clamped; whole numbers are not rounded here.
    [[nodiscard]] double value(double position) const;
    /// Inside the domain, and whole if the numbers are.
    [[nodiscard]] double admitted(double value) const;
    /// The nearest value worth naming: two significant digits (log), a hundredth of the width (linear), a
    /// power of two (log 2), a whole number (integer). Inside the domain.
    [[nodiscard]] double snapped(double value) const;
    /// The nearest decade (log), power of two (log 2) or labelled tick (linear, integer).
    [[nodiscard]] double snappedCoarsely(double value) const;
    /// One key press away: 1/20 decade or a decade, 1/4 octave or an octave, 1/100 or 1/10 of the width,
    /// 1 or a tenth of the width for integers. Always moves by at least 1 for whole numbers.
    [[nodiscard]] double stepped(double value, StepSize size, StepDirection direction) const;
    /// Ticks inside the domain in rising order, at most `labels` of them labelled.
    [[nodiscard]] std::vector<ScaleTick> ticks(int labels) const;

private:
    [[nodiscard]] double linearStep(int labels) const;
    [[nodiscard]] std::vector<ScaleTick> logTicks(int labels) const;
    [[nodiscard]] std::vector<ScaleTick> log2Ticks(int labels) const;
    [[nodiscard]] std::vector<ScaleTick> linearTicks(int labels) const;
    void append(std::vector<ScaleTick>& ticks, double value, const QString& label) const;

    ScaleKind m_kind = ScaleKind::Linear;
    NumberKind m_numbers = NumberKind::Real;
    double m_low = 0;
    double m_high = 1;
};

/// "0.0021", "32", "1e-6": at most `digits` significant digits, scientific below 0.001 and from a million.
[[nodiscard]] QString valueText(double value, int digits = 4);
/// "10⁻³" for a power of ten, with "1" and "10" written out; otherwise valueText().
[[nodiscard]] QString powerText(double value);
/// "51 840": thin spaces between groups of three digits from 10 000 on, as ux.md section 21 asks.
[[nodiscard]] QString countText(qint64 count);

/// Reads "0.001", "1e-3", "10^-3", "3/4", "64"; independent of the locale. Null if it is no finite number.
[[nodiscard]] std::optional<double> parseValue(const QString& text);

} // namespace tunescope::ui
