// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/figures/figure.h"

#include <QPen>
#include <QPointF>

#include <array>
#include <vector>

namespace tunescope::ui {

/// A translated word of a picture.
[[nodiscard]] QString figureText(const char* text);

struct FigureRange {
    double low = 0, high = 1;
};

/// A small frame of coordinates inside a picture: it knows where a value lies and how text is written there.
class FigurePlot
{
public:
    /// Keeps room for the titles of the axes, if there are any.
    FigurePlot(QPainter& painter, const QRectF& area, const Theme& theme, FigureRange x, FigureRange y,
               const QString& xTitle = {}, const QString& yTitle = {});

    [[nodiscard]] const QRectF& frame() const { return m_frame; }
    [[nodiscard]] QPointF at(double x, double y) const;
    /// Left and bottom line and the titles.
    void axes();
    /// Through value points; what lies outside the frame is cut off, values that are no numbers leave a gap.
    void curve(const std::vector<QPointF>& points, const QPen& pen);
    /// A closed outline through value points.
    void outline(const std::vector<QPointF>& points, const QPen& pen, const QBrush& brush = Qt::NoBrush);
    void dot(const QPointF& value, const QColor& color, double radius = 3);
    void segment(const QPointF& from, const QPointF& to, const QPen& pen);
    /// Text beside a value, kept inside the frame.
    void label(const QPointF& value, const QString& text, const QColor& color,
               Qt::Alignment side = Qt::AlignRight | Qt::AlignVCenter);
    [[nodiscard]] QPen pen(ColorRole role, double width = 1.8) const;

private:
    QPainter& m_painter;
    const Theme& m_theme;
    QRectF m_area, m_frame;
    FigureRange m_x, m_y;
    QString m_xTitle, m_yTitle;
};

/// Text in the chart's small font inside a rectangle.
void figureCaption(QPainter& painter, const QRectF& box, const Theme& theme, const QString& text,
                   ColorRole role = ColorRole::Text2, Qt::Alignment alignment = Qt::AlignCenter);
/// Height of one line of that font.
[[nodiscard]] double figureLine(const Theme& theme);
/// `area` in columns of equal width with a gap between them.
[[nodiscard]] std::vector<QRectF> figureColumns(const QRectF& area, int count, double gap = 14);

struct FigureKey {
    QString text;
    QPen pen;
};
/// Names of lines in one row at the top of `area`; returns what is left below it.
[[nodiscard]] QRectF figureLegend(QPainter& painter, const QRectF& area, const Theme& theme,
                                  const std::vector<FigureKey>& keys);
/// How many of `count` things are shown at `phase`: at least one, all of them at 1.
[[nodiscard]] int figureShown(int count, double phase);

} // namespace tunescope::ui
