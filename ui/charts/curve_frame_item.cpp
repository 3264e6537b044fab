// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve_frame_item.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kTickRoom = 22.0;  ///< Pixels a value tick needs.
constexpr double kEpochRoom = 52.0; ///< Pixels an epoch tick needs.

/// Hairlines in the middle of a device pixel stay one pixel wide.
double crisp(double pixel)
{
    return std::floor(pixel) + 0.5;
}

} // namespace

CurveFrameItem::CurveFrameItem(const QWidget* themed, QGraphicsItem* parent)
    : QGraphicsItem(parent)
    , m_themed(themed)
{
}

void CurveFrameItem::setContent(const Content& content)
{
    if (content == m_content)
        return;
    m_content = content;
    update();
}

void CurveFrameItem::setBounds(const QRectF& bounds)
{
    prepareGeometryChange();
    m_bounds = bounds;
}

void CurveFrameItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Theme& theme = themeOf(m_themed);
    const CurvePlot& plot = m_content.plot;
    painter->setRenderHint(QPainter::Antialiasing, false);
    if (m_content.band) {
        const QRectF band(QPointF(plot.area.left(), plot.toPixel(0, m_content.band->high).y()),
                          QPointF(plot.area.right(), plot.toPixel(0, m_content.band->low).y()));
        painter->fillRect(band.intersected(plot.area), theme.color(ColorRole::Hover));
    }
    if (m_content.evidence)
        paintEvidence(*painter, theme);
    paintValueTicks(*painter, theme);
    paintEpochTicks(*painter, theme);
    painter->setRenderHint(QPainter::Antialiasing, true);
    paintBaselines(*painter, theme);
}

void CurveFrameItem::paintEvidence(QPainter& painter, const Theme& theme) const
{
    const CurvePlot& plot = m_content.plot;
    const CurveEvidence& evidence = *m_content.evidence;
    QPen pen(theme.color(ColorRole::Warn), 1.4);
    pen.setDashPattern({3, 3});
    painter.setPen(pen);
    double textLeft = plot.area.left() + 6;
    if (evidence.epochs) {
        const double left = std::clamp(plot.toPixel(evidence.epochs->low, 0).x(), plot.area.left(), plot.area.right());
        const double right = std::clamp(plot.toPixel(evidence.epochs->high, 0).x(), plot.area.left(), plot.area.right());
        painter.fillRect(QRectF(left, plot.area.top(), right - left, plot.area.height()), theme.color(ColorRole::WarnSoft));
        painter.drawLine(QPointF(crisp(left), plot.area.top()), QPointF(crisp(left), plot.area.bottom()));
        textLeft = left + 6;
    }
    if (evidence.level) {
        const double y = crisp(plot.toPixel(0, *evidence.level).y());
        if (y >= plot.area.top() && y <= plot.area.bottom())
            painter.drawLine(QPointF(plot.area.left(), y), QPointF(plot.area.right(), y));
    }
    painter.setFont(theme.font(TextStyle::Caption));
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(evidence.text);
    textLeft = std::max(plot.area.left() + 2, std::min(textLeft, plot.area.right() - width - 2));
    painter.drawText(QRectF(textLeft, plot.area.top() + 1, width + 2, 16), Qt::AlignLeft | Qt::AlignVCenter, evidence.text);
}

void CurveFrameItem::paintValueTicks(QPainter& painter, const Theme& theme) const
{
    const CurvePlot& plot = m_content.plot;
    painter.setFont(theme.font(TextStyle::Axis));
    const int most = std::max(2, static_cast<int>(plot.area.height() / kTickRoom));
    double lastText = 1e9;
    for (const AxisTick& tick : plot.y.ticks(most, m_content.unit)) {
        const double y = crisp(plot.toPixel(0, tick.value).y());
        painter.setPen(theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(plot.area.left(), y), QPointF(plot.area.right(), y));
        if (lastText - y < 11.0)
            continue;
        lastText = y;
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(0, y - 9, plot.area.left() - 6, 18), Qt::AlignRight | Qt::AlignVCenter,
                         tick.text);
    }
}

void CurveFrameItem::paintEpochTicks(QPainter& painter, const Theme& theme) const
{
    const CurvePlot& plot = m_content.plot;
    const double y = crisp(plot.area.bottom());
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(QPointF(plot.area.left(), y), QPointF(plot.area.right(), y));
    for (const AxisTick& tick :
         epochTicks(plot.x.range(), std::max(2, static_cast<int>(plot.area.width() / kEpochRoom)))) {
        const double x = crisp(plot.toPixel(tick.value, 0).x());
        painter.setPen(theme.color(ColorRole::Axis));
        painter.drawLine(QPointF(x, y), QPointF(x, y + 3));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(x - 30, y + 4, 60, 15), Qt::AlignHCenter | Qt::AlignTop, tick.text);
    }
    if (m_content.axisCaption.isEmpty())
        return;
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(QRectF(plot.area.right() - 80, y + 18, 80, 15), Qt::AlignRight | Qt::AlignTop,
                     m_content.axisCaption);
}

void CurveFrameItem::paintBaselines(QPainter& painter, const Theme& theme) const
{
    const CurvePlot& plot = m_content.plot;
    QPen pen(theme.color(ColorRole::Text2), 1.4);
    QList<qreal> dash;
    for (const qreal length : theme.lines.baselineDash)
        dash << length / pen.widthF();
    pen.setDashPattern(dash);
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    for (const CurveBaseline& baseline : m_content.baselines) {
        const double y = plot.toPixel(0, baseline.value).y();
        if (y >= plot.area.top() && y <= plot.area.bottom() + 0.5)
            painter.drawLine(QPointF(plot.area.left(), y), QPointF(plot.area.right(), y));
    }
}

} // namespace tunescope::ui
