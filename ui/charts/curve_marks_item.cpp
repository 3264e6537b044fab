// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve_marks_item.h"

#include <QPainter>

#include <cmath>
#include <utility>

namespace tunescope::ui {

CurveMarksItem::CurveMarksItem(const QWidget* themed, QGraphicsItem* parent)
    : QGraphicsItem(parent)
    , m_themed(themed)
{
}

void CurveMarksItem::setPlot(const CurvePlot& plot)
{
    m_plot = plot;
    update();
}

void CurveMarksItem::setMarks(std::vector<CurveMark> marks)
{
    m_marks = std::move(marks);
    update();
}

void CurveMarksItem::setCrosshair(std::optional<double> epoch)
{
    if (epoch == m_crosshair)
        return;
    m_crosshair = epoch;
    update();
}

void CurveMarksItem::setDragBox(const QRectF& box)
{
    m_dragBox = box;
    update();
}

void CurveMarksItem::setBounds(const QRectF& bounds)
{
    prepareGeometryChange();
    m_bounds = bounds;
}

void CurveMarksItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Theme& theme = themeOf(m_themed);
    if (m_crosshair && *m_crosshair >= m_plot.x.range().low && *m_crosshair <= m_plot.x.range().high) {
        const double x = std::floor(m_plot.toPixel(*m_crosshair, 0).x()) + 0.5;
        painter->setPen(QPen(theme.color(ColorRole::Text2), 1));
        painter->drawLine(QPointF(x, m_plot.area.top()), QPointF(x, m_plot.area.bottom()));
    }
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF room = m_plot.area.adjusted(-2, -2, 2, 2);
    painter->setFont(theme.font(TextStyle::Caption));
    for (const CurveMark& mark : m_marks) {
        const QPointF at = m_plot.toPixel(mark.at.x(), mark.at.y());
        if (!room.contains(at))
            continue;
        const bool isBadge = mark.shape == CurveMarkShape::Badge;
        drawCurveMark(*painter, mark, isBadge ? at + QPointF(11, 0) : at, theme);
        if (!isBadge && !mark.text.isEmpty()) {
            painter->setPen(theme.color(ColorRole::Text2));
            painter->drawText(QRectF(at.x() + 8, at.y() - 8, 160, 16), Qt::AlignLeft | Qt::AlignVCenter,
                              mark.text);
        }
    }
    if (!m_dragBox.isNull()) {
        QColor fill = theme.color(ColorRole::Accent);
        painter->setPen(fill);
        fill.setAlphaF(0.12f);
        painter->setBrush(fill);
        painter->drawRect(m_dragBox);
    }
}

} // namespace tunescope::ui
