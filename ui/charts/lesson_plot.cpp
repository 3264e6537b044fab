// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/lesson_plot.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kScoreRoom = 44.0; ///< Left of the frame, for the numbers of the axis.

} // namespace

QString lessonScoreText(double score, const LessonAxis& axis)
{
    if (!std::isfinite(score))
        return QStringLiteral("\u2013");
    if (axis.kind == ScaleKind::Log)
        return valueText(score, 2) + axis.unit;
    const double span = std::abs(axis.high - axis.low);
    const int decimals = span >= 30.0 ? 0 : std::clamp(2 - static_cast<int>(std::floor(std::log10(span))), 1, 6);
    return QString::number(score, 'f', decimals) + axis.unit;
}

LessonPlot::LessonPlot(const QString& title, QWidget* parent) : QWidget(parent)
{
    setAccessibleName(title);
    makeReadable(*this);
}

void LessonPlot::setAxis(const LessonAxis& axis, const QList<LessonReference>& references)
{
    if (axis == m_axis && references == m_references)
        return;
    m_axis = axis;
    m_references = references;
    axisChanged();
    announceReading(*this);
    update();
}

QRectF LessonPlot::frame() const
{
    const Theme& theme = themeOf(this);
    const QFontMetricsF numbers(theme.font(TextStyle::Axis)), words(theme.font(TextStyle::Caption));
    const double below = numbers.height() + words.height() + 14;
    return QRectF(rect()).adjusted(theme.scaled(kScoreRoom), 18, -14, -below);
}

double LessonPlot::nameRoom() const
{
    const QFontMetricsF metrics(themeOf(this).font(TextStyle::Caption));
    double widest = 0.0;
    for (const LessonReference& reference : m_references)
        widest = std::max(widest, metrics.horizontalAdvance(reference.name + QLatin1Char(' ') + lessonScoreText(reference.score, m_axis)) + 8);
    return std::min(widest, frame().width() * 0.25);
}

double LessonPlot::columnWidth() const
{
    return (frame().width() - nameRoom()) / std::max(1, columns());
}

double LessonPlot::columnX(int index) const
{
    return frame().left() + nameRoom() + (index + 0.5) * columnWidth();
}

double LessonPlot::scoreY(double score) const
{
    const QRectF area = frame();
    const double share = m_axis.scale().position(score);
    return area.bottom() - std::clamp(share, 0.0, 1.0) * area.height();
}

double LessonPlot::scoreAt(double y) const
{
    const QRectF area = frame();
    const double share = area.height() > 0 ? (area.bottom() - y) / area.height() : 0.0;
    return m_axis.scale().value(std::clamp(share, 0.0, 1.0));
}

void LessonPlot::paintFrame(QPainter& painter, int marked) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = frame();
    painter.setFont(theme.font(TextStyle::Axis));
    const QFontMetricsF metrics(painter.font());
    const AxisScale scale = m_axis.scale();
    const int labels = std::clamp(static_cast<int>(area.height() / 48), 2, 6);
    for (const ScaleTick& tick : scale.ticks(labels)) {
        if (tick.label.isEmpty())
            continue;
        const double y = std::round(scoreY(tick.value)) + 0.5;
        painter.setPen(theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(0, y - metrics.height() / 2, area.left() - 8, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
    painter.setPen(QPen(theme.color(ColorRole::Axis), 1.4));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    paintReferences(painter);
    paintValues(painter, marked);
}

void LessonPlot::paintReferences(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = frame();
    painter.setFont(theme.font(TextStyle::Caption));
    const QFontMetricsF metrics(painter.font());
    std::vector<double> taken; // Middles of the names that are drawn.
    for (const LessonReference& reference : m_references) {
        const double y = scoreY(reference.score);
        QPen pen(theme.color(ColorRole::Text3), 1.4);
        pen.setDashPattern({1.5, 2.5});
        painter.setPen(pen);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        QRectF box(area.left() + 2, y - metrics.height() - 2, nameRoom() - 4, metrics.height());
        const auto lies = [&](const QRectF& place) {
            return place.top() < area.top() - 4 || std::any_of(taken.begin(), taken.end(), [&](double other) { return std::abs(other - place.center().y()) < metrics.height(); });
        };
        if (lies(box))
            box.moveTop(y + 2); // Below its line, where there is a name above it already.
        taken.push_back(box.center().y());
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(reference.name + QLatin1Char(' ') + lessonScoreText(reference.score, m_axis), Qt::ElideRight, box.width()));
    }
}

void LessonPlot::paintValues(QPainter& painter, int marked) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = frame();
    for (int i = 0; i < columns(); ++i) {
        painter.setFont(theme.font(i == marked ? TextStyle::Number : TextStyle::Axis));
        const QFontMetricsF metrics(painter.font());
        painter.setPen(theme.color(i == marked ? ColorRole::Accent : ColorRole::Text2));
        const QString text = metrics.elidedText(m_axis.values[i], Qt::ElideRight, columnWidth() - 4);
        painter.drawText(QRectF(columnX(i) - columnWidth() / 2, area.bottom() + 5, columnWidth(), metrics.height()),
                         Qt::AlignHCenter | Qt::AlignTop, text);
    }
    const QFontMetricsF numbers(theme.font(TextStyle::Axis));
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    const QFontMetricsF words(painter.font());
    painter.drawText(QRectF(area.left(), area.bottom() + numbers.height() + 8, area.width(), words.height()),
                     Qt::AlignRight | Qt::AlignTop, m_axis.valueTitle);
}

void LessonPlot::paintFocus(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()).adjusted(3, 3, -3, -3), theme.metrics.radiusSmall, theme);
}

void LessonPlot::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void LessonPlot::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace tunescope::ui
