// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/band_curve_chart.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kMostNameWidth = 150.0;

QPen bandPen(const Theme& theme, int curve)
{
    const PinStyle& style = theme.pin(curve);
    QPen pen(style.color, curve == 0 ? 2.6 : 2.0);
    if (!style.dash.isEmpty()) {
        QList<qreal> dash;
        for (const qreal pixels : style.dash)
            dash << pixels / pen.widthF();
        pen.setDashPattern(dash);
    }
    return pen;
}

} // namespace

BandCurveChart::BandCurveChart(QWidget* parent) : QWidget(parent)
{
    setProperty("ownFocusRing", true);
    setAccessibleName(tr("Curves of the experiment"));
    makeReadable(*this);
}

void BandCurveChart::setCurves(QList<BandCurve> curves, QList<Level> levels, const QString& xTitle, const QString& yTitle)
{
    m_curves = std::move(curves);
    m_levels = std::move(levels);
    m_xTitle = xTitle;
    m_yTitle = yTitle;
    measure();
    announceReading(*this);
    update();
}

/// The vertical axis leaves out the lowest twentieth of the middle lines, where every search begins.
void BandCurveChart::measure()
{
    double left = HUGE_VAL, right = -HUGE_VAL;
    std::vector<double> all;
    for (const BandCurve& curve : m_curves) {
        for (std::size_t i = 0; i < curve.x.size() && i < curve.middle.size(); ++i) {
            left = std::min(left, curve.x[i]);
            right = std::max(right, curve.x[i]);
            for (const std::vector<double>* values : {&curve.middle, &curve.low, &curve.high}) {
                if (i < values->size() && std::isfinite((*values)[i]))
                    all.push_back((*values)[i]);
            }
        }
    }
    if (all.empty())
        return;
    std::sort(all.begin(), all.end());
    double low = all[all.size() / 20], high = all.back();
    for (const Level& level : m_levels) {
        low = std::min(low, level.value);
        high = std::max(high, level.value);
    }
    const double margin = std::max((high - low) * 0.06, 1e-9);
    m_x = AxisScale(ScaleKind::Linear, left, right);
    m_y = AxisScale(ScaleKind::Linear, low - margin, high + margin);
}

QRectF BandCurveChart::frame() const
{
    const Theme& theme = themeOf(this);
    const QFontMetricsF numbers(theme.font(TextStyle::Axis)), words(theme.font(TextStyle::Caption));
    double names = 0.0;
    for (const BandCurve& curve : m_curves)
        names = std::max(names, words.horizontalAdvance(curve.name));
    return QRectF(rect()).adjusted(theme.scaled(46), words.height() + 8, -std::min(names, kMostNameWidth) - 28,
                                   -numbers.height() - words.height() - 10);
}

QPointF BandCurveChart::pointOf(int curve, std::size_t index) const
{
    const QRectF area = frame();
    const BandCurve& one = m_curves[curve];
    return {area.left() + m_x.position(one.x[index]) * area.width(),
            area.bottom() - std::clamp(m_y.position(one.middle[index]), 0.0, 1.0) * area.height()};
}

ChartReading BandCurveChart::reading() const
{
    ChartReading reading;
    reading.title = accessibleName();
    reading.columns << m_xTitle;
    std::size_t longest = 0;
    QStringList ends;
    for (const BandCurve& curve : m_curves) {
        reading.columns << curve.name;
        longest = std::max(longest, curve.middle.size());
        if (!curve.middle.empty())
            ends << tr("%1 %2").arg(curve.name, valueText(curve.middle.back(), 4));
    }
    for (std::size_t i = 0; i < longest; ++i) {
        QStringList row;
        for (const BandCurve& curve : m_curves) {
            if (row.isEmpty())
                row << (i < curve.x.size() ? valueText(curve.x[i]) : QString());
            const bool hasBand = i < curve.low.size() && i < curve.high.size();
            row << (i >= curve.middle.size() ? QString()
                    : hasBand ? tr("%1 (%2 to %3)").arg(valueText(curve.middle[i]), valueText(curve.low[i]), valueText(curve.high[i]))
                              : valueText(curve.middle[i]));
        }
        reading.rows.push_back(row);
    }
    for (const Level& level : m_levels)
        ends << tr("%1 %2").arg(level.name, valueText(level.value, 4));
    reading.sentence = ends.isEmpty() ? tr("Nothing has run yet.") : tr("%1 at the end: %2.").arg(m_yTitle, ends.join(QStringLiteral(", ")));
    return reading;
}

void BandCurveChart::paintAxes(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = frame();
    painter.setFont(theme.font(TextStyle::Axis));
    const QFontMetricsF metrics(painter.font());
    for (const ScaleTick& tick : m_y.ticks(std::clamp(static_cast<int>(area.height() / 44), 2, 7))) {
        if (tick.label.isEmpty())
            continue;
        const double y = std::round(area.bottom() - tick.position * area.height()) + 0.5;
        painter.setPen(theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(0, y - metrics.height() / 2, area.left() - 8, metrics.height()), Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    for (const ScaleTick& tick : m_x.ticks(std::clamp(static_cast<int>(area.width() / 70), 2, 8))) {
        const double x = area.left() + tick.position * area.width();
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(x - 30, area.bottom() + 4, 60, metrics.height()), Qt::AlignHCenter, tick.label);
    }
    painter.setFont(theme.font(TextStyle::Caption));
    const QFontMetricsF words(painter.font());
    painter.drawText(QRectF(area.left(), area.bottom() + metrics.height() + 6, area.width(), words.height()), Qt::AlignRight, m_xTitle);
    painter.drawText(QRectF(4, 0, width() - 8, words.height()), Qt::AlignLeft,
                     words.elidedText(m_yTitle, Qt::ElideRight, width() - 8));
}

void BandCurveChart::paintLevels(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = frame();
    painter.setFont(theme.font(TextStyle::Caption));
    const QFontMetricsF words(painter.font());
    QPen pen(theme.color(ColorRole::Text3), 1.4);
    pen.setDashPattern({1.5, 2.5});
    for (const Level& level : m_levels) {
        const double y = area.bottom() - std::clamp(m_y.position(level.value), 0.0, 1.0) * area.height();
        painter.setPen(pen);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.color(ColorRole::Text2));
        painter.drawText(QRectF(area.left(), y - words.height() - 1, area.width() - 6, words.height()), Qt::AlignRight | Qt::AlignVCenter,
                         words.elidedText(level.name + QLatin1Char(' ') + valueText(level.value, 3), Qt::ElideRight, area.width() - 12));
    }
}

void BandCurveChart::paintBand(QPainter& painter, int curve) const
{
    const BandCurve& one = m_curves[curve];
    if (one.low.size() != one.x.size() || one.high.size() != one.x.size() || one.x.empty())
        return;
    const QRectF area = frame();
    const auto point = [&](std::size_t i, double value) {
        return QPointF(area.left() + m_x.position(one.x[i]) * area.width(),
                       area.bottom() - std::clamp(m_y.position(value), 0.0, 1.0) * area.height());
    };
    QPainterPath path(point(0, one.high[0]));
    for (std::size_t i = 1; i < one.x.size(); ++i)
        path.lineTo(point(i, one.high[i]));
    for (std::size_t i = one.x.size(); i-- > 0;)
        path.lineTo(point(i, one.low[i]));
    path.closeSubpath();
    QColor ink = themeOf(this).pin(curve).color;
    ink.setAlphaF(0.14F);
    painter.fillPath(path, ink);
}

void BandCurveChart::paintLine(QPainter& painter, int curve) const
{
    QPainterPath path;
    bool follows = false;
    for (std::size_t i = 0; i < m_curves[curve].x.size() && i < m_curves[curve].middle.size(); ++i) {
        if (!std::isfinite(m_curves[curve].middle[i])) {
            follows = false;
            continue;
        }
        follows ? path.lineTo(pointOf(curve, i)) : path.moveTo(pointOf(curve, i));
        follows = true;
    }
    painter.setPen(bandPen(themeOf(this), curve));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

/// At the ends of the lines, pushed apart where they would lie over each other.
void BandCurveChart::paintNames(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = frame();
    painter.setFont(theme.font(TextStyle::Caption));
    const QFontMetricsF metrics(painter.font());
    std::vector<std::pair<double, int>> ends;
    for (int i = 0; i < m_curves.size(); ++i) {
        if (!m_curves[i].middle.empty() && m_curves[i].x.size() == m_curves[i].middle.size())
            ends.emplace_back(pointOf(i, m_curves[i].x.size() - 1).y(), i);
    }
    std::sort(ends.begin(), ends.end());
    double lowest = 0.0;
    std::vector<double> places;
    for (const auto& end : ends) {
        places.push_back(std::max(end.first, lowest + metrics.height()));
        lowest = places.back();
    }
    if (!places.empty() && places.back() > area.bottom()) { // Up again from below.
        double highest = area.bottom() + metrics.height();
        for (std::size_t i = places.size(); i-- > 0;) {
            places[i] = std::min(places[i], highest - metrics.height());
            highest = places[i];
        }
    }
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const auto [y, curve] = ends[i];
        painter.setPen(QPen(theme.pin(curve).color, 1.2));
        painter.drawLine(QPointF(area.right() + 2, y), QPointF(area.right() + 12, places[i]));
        painter.setPen(theme.color(ColorRole::Text));
        painter.drawText(QRectF(area.right() + 16, places[i] - metrics.height() / 2, width() - area.right() - 18, metrics.height()), Qt::AlignVCenter,
                         metrics.elidedText(m_curves[curve].name, Qt::ElideRight, width() - area.right() - 18));
    }
}

void BandCurveChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    if (!m_curves.isEmpty()) {
        paintAxes(painter);
        painter.save();
        painter.setClipRect(frame().adjusted(-2, -2, 2, 2));
        // Two bands can be told apart, more cannot: the first and the last line's.
        paintBand(painter, static_cast<int>(m_curves.size()) - 1);
        if (m_curves.size() > 1)
            paintBand(painter, 0);
        for (int i = static_cast<int>(m_curves.size()) - 1; i >= 0; --i)
            paintLine(painter, i);
        painter.restore();
        paintLevels(painter);
        paintNames(painter);
    }
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()).adjusted(3, 3, -3, -3), theme.metrics.radiusSmall, theme);
}

} // namespace tunescope::ui
