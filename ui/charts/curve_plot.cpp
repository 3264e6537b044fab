// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve_plot.h"

#include "ui/widgets/painting.h"

#include <QPainter>
#include <QPolygonF>

namespace tunescope::ui {
namespace {

constexpr double kHaloRadius = 7.5; ///< tokens.json, "marks".
constexpr double kHaloOpacity = 0.18;
constexpr double kDotRadius = 3.4;

void drawBadge(QPainter& painter, const CurveMark& mark, QPointF at, const Theme& theme)
{
    const QRectF box(at.x() - 7.5, at.y() - 7.5, 15.0, 15.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mark.color);
    painter.drawRoundedRect(box, theme.metrics.radiusSmall, theme.metrics.radiusSmall);
    QFont font = theme.font(TextStyle::Caption);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(textColorOn(mark.color));
    painter.drawText(box, Qt::AlignCenter, mark.text);
}

void drawLines(QPainter& painter, const CurveMark& mark, QPointF at, double width)
{
    painter.setPen(QPen(mark.color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    constexpr double r = 3.6;
    if (mark.shape == CurveMarkShape::Cross) {
        painter.drawLine(at + QPointF(-r, -r), at + QPointF(r, r));
        painter.drawLine(at + QPointF(-r, r), at + QPointF(r, -r));
    } else {
        painter.drawPolygon(
            QPolygonF{at + QPointF(0, -4.4), at + QPointF(4.4, 3.6), at + QPointF(-4.4, 3.6)});
    }
}

} // namespace

void drawCurveMark(QPainter& painter, const CurveMark& mark, QPointF at, const Theme& theme)
{
    painter.save();
    const QColor ground = theme.color(ColorRole::Surface);
    switch (mark.shape) {
    case CurveMarkShape::Star:
        painter.setPen(QPen(ground, 1.2));
        painter.setBrush(mark.color);
        painter.drawPath(starPath(at, 6.8));
        break;
    case CurveMarkShape::Cross:
    case CurveMarkShape::Triangle:
        drawLines(painter, mark, at, 1.7);
        break;
    case CurveMarkShape::Halo: {
        QColor halo = mark.color;
        halo.setAlphaF(float(kHaloOpacity));
        painter.setPen(Qt::NoPen);
        painter.setBrush(halo);
        painter.drawEllipse(at, kHaloRadius, kHaloRadius);
        painter.setBrush(mark.color);
        painter.drawEllipse(at, kDotRadius, kDotRadius);
        break;
    }
    case CurveMarkShape::Dot:
        painter.setPen(QPen(ground, 1.0));
        painter.setBrush(mark.color);
        painter.drawEllipse(at, kDotRadius, kDotRadius);
        break;
    case CurveMarkShape::Ring:
        painter.setPen(QPen(mark.color, 1.8));
        painter.setBrush(ground);
        painter.drawEllipse(at, kDotRadius + 0.6, kDotRadius + 0.6);
        break;
    case CurveMarkShape::Badge:
        drawBadge(painter, mark, at, theme);
        break;
    }
    painter.restore();
}

} // namespace tunescope::ui
