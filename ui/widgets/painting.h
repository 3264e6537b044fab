// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QPainterPath>
#include <QPointF>
#include <QRectF>

class QPainter;

namespace tunescope::ui {

/// Five-point star with its outer points on a circle of `radius`.
[[nodiscard]] QPainterPath starPath(const QPointF& centre, double radius);
[[nodiscard]] QPainterPath trianglePath(const QPointF& centre, double radius);

/// One of the eight markers of tokens.json. Ring, cross and plus are stroked, the others filled.
void drawMarker(QPainter& painter, Marker marker, const QPointF& centre, double radius, const QColor& color);

/// Keyboard focus: 2 px wide, 2 px outside `rect`, whose corners have `radius`.
void drawFocusRing(QPainter& painter, const QRectF& rect, double radius, const Theme& theme);

/// Shape of a slider handle: white, accent outline, two grip lines.
void drawHandle(QPainter& painter, const QRectF& rect, const Theme& theme, const QColor& line);

/// `rect` moved so that a one-pixel line drawn on its edge covers whole device pixels.
[[nodiscard]] QRectF crisp(const QRectF& rect, qreal ratio);

} // namespace tunescope::ui
