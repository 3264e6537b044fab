// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/painting.h"

#include <QPainter>

#include <cmath>
#include <numbers>

namespace tunescope::ui {
namespace {

QPainterPath polygonPath(const QPointF& centre, double radius, int corners, double firstAngle)
{
    QPainterPath path;
    for (int i = 0; i < corners; ++i) {
        const double angle = firstAngle + 2.0 * std::numbers::pi * i / corners;
        const QPointF point = centre + radius * QPointF(std::cos(angle), std::sin(angle));
        i == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

void strokeCross(QPainter& painter, const QPointF& c, double r)
{
    painter.drawLine(c + QPointF(-r, -r), c + QPointF(r, r));
    painter.drawLine(c + QPointF(-r, r), c + QPointF(r, -r));
}

} // namespace

QPainterPath starPath(const QPointF& centre, double radius)
{
    QPainterPath path;
    for (int i = 0; i < 10; ++i) {
        const double angle = -std::numbers::pi / 2 + std::numbers::pi * i / 5;
        const double reach = i % 2 == 0 ? radius : radius * 0.45;
        const QPointF point = centre + reach * QPointF(std::cos(angle), std::sin(angle));
        i == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

QPainterPath trianglePath(const QPointF& centre, double radius)
{
    return polygonPath(centre + QPointF(0, radius * 0.15), radius, 3, -std::numbers::pi / 2);
}

void drawMarker(QPainter& painter, Marker marker, const QPointF& c, double r, const QColor& color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const QPen stroke(color, std::max(1.4, r * 0.45), Qt::SolidLine, Qt::RoundCap);
    switch (marker) {
    case Marker::Circle:
        painter.drawEllipse(c, r, r);
        break;
    case Marker::Square:
        painter.drawRect(QRectF(c.x() - r * 0.88, c.y() - r * 0.88, r * 1.76, r * 1.76));
        break;
    case Marker::TriangleUp:
        painter.drawPath(trianglePath(c, r * 1.2));
        break;
    case Marker::Diamond:
        painter.drawPath(polygonPath(c, r * 1.2, 4, 0));
        break;
    case Marker::TriangleDown:
        painter.drawPath(polygonPath(c - QPointF(0, r * 0.18), r * 1.2, 3, std::numbers::pi / 2));
        break;
    case Marker::Cross:
        painter.setPen(stroke);
        strokeCross(painter, c, r * 0.8);
        break;
    case Marker::Plus:
        painter.setPen(stroke);
        painter.drawLine(c - QPointF(r, 0), c + QPointF(r, 0));
        painter.drawLine(c - QPointF(0, r), c + QPointF(0, r));
        break;
    case Marker::Ring:
        painter.setPen(QPen(color, std::max(1.4, r * 0.45)));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(c, r * 0.8, r * 0.8);
        break;
    }
    painter.restore();
}

void drawFocusRing(QPainter& painter, const QRectF& rect, double radius, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(ColorRole::Focus), 2));
    painter.setBrush(Qt::NoBrush);
    // 2 px of ground between the thing and the inner edge of the ring.
    painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), radius + 3, radius + 3);
    painter.restore();
}

void drawHandle(QPainter& painter, const QRectF& rect, const Theme& theme, const QColor& line)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(line, 2));
    painter.setBrush(theme.color(ColorRole::Surface));
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4.5, 4.5);
    const QPointF c = rect.center();
    painter.setPen(QPen(line, 1.2));
    const double grip = rect.height() * 0.18;
    for (const double dx : {-1.8, 1.8})
        painter.drawLine(QPointF(c.x() + dx, c.y() - grip), QPointF(c.x() + dx, c.y() + grip));
    painter.restore();
}

QRectF crisp(const QRectF& rect, qreal ratio)
{
    const auto snap = [ratio](double v) { return (std::floor(v * ratio) + 0.5) / ratio; };
    return {QPointF(snap(rect.left()), snap(rect.top())), QPointF(snap(rect.right()), snap(rect.bottom()))};
}

} // namespace tunescope::ui
