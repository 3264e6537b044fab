// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/curve_legend.h"

#include "ui/charts/curve_plot.h"

#include <QFontMetricsF>
#include <QLinearGradient>
#include <QPainter>

#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kMarkWidth = 18.0;
constexpr double kLegendGap = 14.0;

void paintLine(QPainter& painter, QPointF centre, const QColor& color, const QList<qreal>& dash)
{
    QPen pen(color, 2.0);
    if (!dash.isEmpty())
        pen.setDashPattern({dash[0] / 2.0, dash[1] / 2.0});
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.drawLine(centre - QPointF(8, 0), centre + QPointF(8, 0));
}

void paintMark(QPainter& painter, CurveLegend::Mark mark, QPointF centre, const QColor& color,
               const Theme& theme)
{
    switch (mark) {
    case CurveLegend::Mark::Star:
        drawCurveMark(painter, {CurveMarkShape::Star, {}, color}, centre, theme);
        break;
    case CurveLegend::Mark::Cross:
        drawCurveMark(painter, {CurveMarkShape::Cross, {}, color}, centre, theme);
        break;
    case CurveLegend::Mark::Line:
        paintLine(painter, centre, color, {});
        break;
    case CurveLegend::Mark::Dashed:
        paintLine(painter, centre, color, theme.lines.trainDash);
        break;
    case CurveLegend::Mark::Square:
        painter.fillRect(QRectF(centre.x() - 5, centre.y() - 5, 10, 10), color);
        break;
    case CurveLegend::Mark::Cloud: {
        QLinearGradient ramp(centre - QPointF(8, 0), centre + QPointF(8, 0));
        ramp.setColorAt(0, theme.color(ColorRole::Border));
        ramp.setColorAt(1, theme.color(ColorRole::Axis));
        painter.fillRect(QRectF(centre.x() - 9, centre.y() - 4, 18, 8), ramp);
        break;
    }
    }
}

} // namespace

CurveLegend::CurveLegend(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void CurveLegend::setEntries(const QList<Entry>& entries)
{
    if (entries == m_entries)
        return;
    m_entries = entries;
    updateGeometry();
    update();
}

void CurveLegend::setReadout(const QString& text)
{
    if (text == m_readout)
        return;
    m_readout = text;
    setAccessibleName(text);
    update();
}

double CurveLegend::entryWidth(const Entry& entry) const
{
    return kMarkWidth + 5 +
           QFontMetricsF(themeOf(this).font(TextStyle::Caption)).horizontalAdvance(entry.text);
}

QSize CurveLegend::sizeHint() const
{
    double width = 0;
    for (const Entry& entry : m_entries)
        width += entryWidth(entry) + kLegendGap;
    const double readout = QFontMetricsF(themeOf(this).font(TextStyle::Axis)).averageCharWidth() * 40;
    return {static_cast<int>(std::ceil(std::max(width, readout))), 18};
}

void CurveLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    if (!m_readout.isEmpty()) {
        painter.setFont(theme.font(TextStyle::Axis));
        painter.setPen(theme.color(ColorRole::Text));
        painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter,
                         QFontMetrics(painter.font()).elidedText(m_readout, Qt::ElideLeft, width()));
        return;
    }
    double right = width();
    const double middle = height() / 2.0;
    painter.setFont(theme.font(TextStyle::Caption));
    for (auto entry = m_entries.rbegin(); entry != m_entries.rend(); ++entry) {
        const double left = right - entryWidth(*entry);
        if (left < 0)
            break;
        paintMark(painter, entry->mark, {left + kMarkWidth / 2, middle}, theme.color(entry->color), theme);
        painter.setPen(theme.color(ColorRole::Text2));
        painter.drawText(QRectF(left + kMarkWidth + 5, 0, right - left, height()),
                         Qt::AlignLeft | Qt::AlignVCenter, entry->text);
        right = left - kLegendGap;
    }
}

} // namespace tunescope::ui
