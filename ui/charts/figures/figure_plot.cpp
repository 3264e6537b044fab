// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {

QString figureText(const char* text)
{
    return QCoreApplication::translate("figure", text);
}

double figureLine(const Theme& theme)
{
    return QFontMetricsF(theme.font(TextStyle::Caption)).height();
}

FigurePlot::FigurePlot(QPainter& painter, const QRectF& area, const Theme& theme, FigureRange x,
                       FigureRange y, const QString& xTitle, const QString& yTitle)
    : m_painter(painter)
    , m_theme(theme)
    , m_area(area)
    , m_frame(area)
    , m_x(x)
    , m_y(y)
    , m_xTitle(xTitle)
    , m_yTitle(yTitle)
{
    const double line = figureLine(theme) + 2;
    if (!m_xTitle.isEmpty())
        m_frame.setBottom(m_frame.bottom() - line);
    if (!m_yTitle.isEmpty())
        m_frame.setTop(m_frame.top() + line);
    m_frame.adjust(4, 2, -4, -2);
}

QPointF FigurePlot::at(double x, double y) const
{
    return {m_frame.left() + (x - m_x.low) / (m_x.high - m_x.low) * m_frame.width(),
            m_frame.bottom() - (y - m_y.low) / (m_y.high - m_y.low) * m_frame.height()};
}

void FigurePlot::axes()
{
    m_painter.setPen(QPen(m_theme.color(ColorRole::Axis), 1));
    m_painter.drawLine(m_frame.bottomLeft(), m_frame.bottomRight());
    m_painter.drawLine(m_frame.bottomLeft(), m_frame.topLeft());
    const QRectF below(m_area.left(), m_frame.bottom() + 2, m_area.width(),
                       m_area.bottom() - m_frame.bottom());
    const QRectF above(m_area.left(), m_area.top(), m_area.width(), m_frame.top() - m_area.top());
    if (!m_xTitle.isEmpty())
        figureCaption(m_painter, below, m_theme, m_xTitle, ColorRole::Text3,
                      Qt::AlignRight | Qt::AlignVCenter);
    if (!m_yTitle.isEmpty())
        figureCaption(m_painter, above, m_theme, m_yTitle, ColorRole::Text3,
                      Qt::AlignLeft | Qt::AlignVCenter);
}

void FigurePlot::curve(const std::vector<QPointF>& points, const QPen& pen)
{
    QPainterPath path;
    bool open = false;
    for (const QPointF& value : points) {
        const bool finite = std::isfinite(value.x()) && std::isfinite(value.y());
        // Far outside is as good as infinitely far, and the raster engine can count to it.
        const double y =
            std::clamp(value.y(), m_y.low - 9 * (m_y.high - m_y.low), m_y.high + 9 * (m_y.high - m_y.low));
        if (finite)
            open ? path.lineTo(at(value.x(), y)) : path.moveTo(at(value.x(), y));
        open = finite;
    }
    m_painter.save();
    m_painter.setClipRect(m_frame.adjusted(-1, -2, 1, 2), Qt::IntersectClip);
    m_painter.strokePath(path, pen);
    m_painter.restore();
}

void FigurePlot::outline(const std::vector<QPointF>& points, const QPen& pen, const QBrush& brush)
{
    QPainterPath path;
    QPolygonF corners;
    for (const QPointF& value : points)
        corners.append(at(value.x(), value.y()));
    path.addPolygon(corners);
    path.closeSubpath();
    m_painter.save();
    m_painter.setClipRect(m_frame, Qt::IntersectClip);
    m_painter.setPen(pen);
    m_painter.setBrush(brush);
    m_painter.drawPath(path);
    m_painter.restore();
}

void FigurePlot::dot(const QPointF& value, const QColor& color, double radius)
{
    const QPointF centre = at(value.x(), value.y());
    if (!std::isfinite(value.x()) || !std::isfinite(value.y()) ||
        !m_frame.adjusted(-4, -4, 4, 4).contains(centre))
        return;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color);
    m_painter.drawEllipse(centre, radius, radius);
}

void FigurePlot::segment(const QPointF& from, const QPointF& to, const QPen& pen)
{
    curve({from, to}, pen);
}

void FigurePlot::label(const QPointF& value, const QString& words, const QColor& color, Qt::Alignment side)
{
    const QFont font = m_theme.font(TextStyle::Caption);
    const QString text = QFontMetricsF(font).elidedText(words, Qt::ElideRight, m_area.width());
    const QSizeF size = QFontMetricsF(font).size(Qt::TextSingleLine, text);
    constexpr double kGap = 6;
    QPointF corner = at(value.x(), value.y()) - QPointF(size.width() / 2, size.height() / 2);
    if (side & Qt::AlignRight)
        corner.rx() += size.width() / 2 + kGap;
    if (side & Qt::AlignLeft)
        corner.rx() -= size.width() / 2 + kGap;
    if (side & Qt::AlignTop)
        corner.ry() -= size.height() / 2 + kGap;
    if (side & Qt::AlignBottom)
        corner.ry() += size.height() / 2 + kGap;
    corner.setX(
        std::clamp(corner.x(), m_area.left(), std::max(m_area.left(), m_area.right() - size.width())));
    corner.setY(
        std::clamp(corner.y(), m_area.top(), std::max(m_area.top(), m_area.bottom() - size.height())));
    m_painter.setFont(font);
    m_painter.setPen(color);
    m_painter.drawText(QRectF(corner, size + QSizeF(1, 0)),
                       Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
}

QPen FigurePlot::pen(ColorRole role, double width) const
{
    return QPen(m_theme.color(role), width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

void figureCaption(QPainter& painter, const QRectF& box, const Theme& theme, const QString& text,
                   ColorRole role, Qt::Alignment alignment)
{
    const QFont font = theme.font(TextStyle::Caption);
    painter.setFont(font);
    painter.setPen(theme.color(role));
    painter.drawText(box, int(alignment) | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(text, Qt::ElideRight, box.width()));
}

std::vector<QRectF> figureColumns(const QRectF& area, int count, double gap)
{
    const double width = (area.width() - gap * (count - 1)) / count;
    std::vector<QRectF> columns;
    for (int i = 0; i < count; ++i)
        columns.emplace_back(area.left() + i * (width + gap), area.top(), width, area.height());
    return columns;
}

QRectF figureLegend(QPainter& painter, const QRectF& area, const Theme& theme,
                    const std::vector<FigureKey>& keys)
{
    const QFont font = theme.font(TextStyle::Caption);
    const QFontMetricsF metrics(font);
    const double line = metrics.height() + 2;
    constexpr double kSwatch = 16, kGap = 6, kBetween = 14;
    double x = area.left() + 2, y = area.top() + line / 2;
    for (const FigureKey& key : keys) {
        const double width = kSwatch + kGap + metrics.horizontalAdvance(key.text);
        if (x > area.left() + 2 && x + width > area.right()) {
            x = area.left() + 2;
            y += line;
        }
        painter.setPen(key.pen);
        painter.drawLine(QPointF(x, y), QPointF(x + kSwatch, y));
        painter.setFont(font);
        painter.setPen(theme.color(ColorRole::Text2));
        painter.drawText(QRectF(x + kSwatch + kGap, y - line / 2, area.right() - x - kSwatch - kGap, line),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, key.text);
        x += width + kBetween;
    }
    return area.adjusted(0, y + line / 2 - area.top() + 2, 0, 0);
}

int figureShown(int count, double phase)
{
    return std::clamp(static_cast<int>(std::ceil(phase * count)), 1, count);
}

} // namespace tunescope::ui
