// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve_marks_item.h"
#include "ui/widgets/chart_picture.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tunescope::ui {
namespace {

constexpr double kBadge = 16.0; ///< Side of a badge and the air around it.
constexpr QPointF kBadgeShift(11.0, 0.0);

} // namespace

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

void CurveMarksItem::setBaselines(std::vector<CurveBaseline> baselines)
{
    m_baselines = std::move(baselines);
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

/// Pixels of the marks; badges stand beside the ends of their lines and make room for each other.
std::vector<QPointF> CurveMarksItem::placesOfMarks() const
{
    std::vector<QPointF> places;
    std::vector<std::size_t> badges;
    for (const CurveMark& mark : m_marks) {
        const bool isBadge = mark.shape == CurveMarkShape::Badge;
        if (isBadge)
            badges.push_back(places.size());
        places.push_back(m_plot.toPixel(mark.at.x(), mark.at.y()) + (isBadge ? kBadgeShift : QPointF()));
    }
    std::stable_sort(badges.begin(), badges.end(),
                     [&](std::size_t a, std::size_t b) { return places[a].y() < places[b].y(); });
    for (std::size_t i = 1; i < badges.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            QPointF& lower = places[badges[i]];
            const QPointF upper = places[badges[j]];
            if (std::abs(lower.x() - upper.x()) < kBadge && lower.y() - upper.y() < kBadge)
                lower.setY(upper.y() + kBadge);
        }
    }
    return places;
}

void CurveMarksItem::paintBaselineNames(QPainter& painter, const Theme& theme) const
{
    const QFontMetricsF metrics(painter.font());
    QRectF last;
    for (const CurveBaseline& baseline : m_baselines) {
        const double y = m_plot.toPixel(0, baseline.value).y();
        if (y < m_plot.area.top() || y > m_plot.area.bottom() + 0.5)
            continue;
        const double width = metrics.horizontalAdvance(baseline.text) + 8;
        const bool below = y < m_plot.area.center().y();
        QRectF box(m_plot.area.right() - width - 2, below ? y + 3 : y - 3 - metrics.height(), width,
                   metrics.height());
        if (box.intersects(last)) // Two lines close to each other: their names stand side by side.
            box.moveRight(last.left() - 6);
        last = box;
        // A rim around the letters keeps them readable on curves and ghosts, and the curves visible between them.
        QPainterPath letters;
        letters.addText(box.left() + 4, box.top() + metrics.ascent(), painter.font(), baseline.text);
        painter.strokePath(letters, QPen(theme.color(ColorRole::Surface), 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setPen(theme.color(ColorRole::Text));
        painter.drawText(box, Qt::AlignCenter, baseline.text);
    }
}

void CurveMarksItem::paintMarks(QPainter& painter, const Theme& theme) const
{
    const QRectF room = m_plot.area.adjusted(-2, -2, 2, 2);
    const std::vector<QPointF> places = placesOfMarks();
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const CurveMark& mark = m_marks[i];
        const QPointF at = places[i];
        if (!room.contains(m_plot.toPixel(mark.at.x(), mark.at.y())))
            continue;
        const bool isBadge = mark.shape == CurveMarkShape::Badge;
        drawCurveMark(painter, mark, at, theme);
        if (!isBadge && !mark.text.isEmpty()) {
            painter.setPen(theme.color(ColorRole::Text2));
            painter.drawText(QRectF(at.x() + 8, at.y() - 8, 160, 16), Qt::AlignLeft | Qt::AlignVCenter,
                             mark.text);
        }
    }
}

void CurveMarksItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Theme& theme = themeOf(m_themed);
    if (m_crosshair && !isPaintingPicture() && *m_crosshair >= m_plot.x.range().low && *m_crosshair <= m_plot.x.range().high) {
        const double x = std::floor(m_plot.toPixel(*m_crosshair, 0).x()) + 0.5;
        painter->setPen(QPen(theme.color(ColorRole::Text2), 1));
        painter->drawLine(QPointF(x, m_plot.area.top()), QPointF(x, m_plot.area.bottom()));
    }
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(theme.font(TextStyle::Caption));
    paintBaselineNames(*painter, theme);
    paintMarks(*painter, theme);
    if (!m_dragBox.isNull()) {
        QColor fill = theme.color(ColorRole::Accent);
        painter->setPen(fill);
        fill.setAlphaF(0.12f);
        painter->setBrush(fill);
        painter->drawRect(m_dragBox);
    }
}

} // namespace tunescope::ui
