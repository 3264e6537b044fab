// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/insight_plot.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {

InsightPlot::InsightPlot(SamplerView& view, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_view(view)
    , m_title(title)
{
    setAccessibleName(title);
    makeReadable(*this);
    connect(&view, &SamplerView::changed, this, [this] {
        announceReading(*this);
        update();
    });
}

ChartReading InsightPlot::reading() const
{
    const QString why = m_view.insight() ? missing() : tr("Thinking…");
    ChartReading reading = why.isEmpty() ? pictureReading() : ChartReading{{}, why, {}, {}};
    reading.title = m_title;
    return reading;
}

void InsightPlot::paintSettingAxis(QPainter& painter, const InsightFrame& frame,
                                   const std::string& name) const
{
    const Theme& theme = themeOf(this);
    painter.setFont(theme.font(frame.x->isChoice() ? TextStyle::Caption : TextStyle::Axis));
    const QFontMetricsF metrics(painter.font());
    const auto ticks = frame.x->ticks(std::max(2, static_cast<int>(frame.area.width() / 70)));
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(frame.area.bottomLeft(), frame.area.bottomRight());
    for (const PositionTick& tick : ticks) {
        const double x = frame.xOf(tick.position);
        painter.setPen(theme.color(ColorRole::Axis));
        painter.drawLine(QPointF(x, frame.area.bottom()), QPointF(x, frame.area.bottom() + 3));
        painter.setPen(theme.color(ColorRole::Text3));
        const QString text =
            metrics.elidedText(tick.text, Qt::ElideRight, frame.area.width() / double(ticks.size()) + 8);
        const double wide = metrics.horizontalAdvance(text) + 2;
        painter.drawText(QRectF(std::clamp(x - wide / 2, 0.0, width() - wide), frame.area.bottom() + 4, wide,
                                metrics.height()),
                         Qt::AlignHCenter, text);
    }
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(
        QRectF(0, frame.area.bottom() + 4 + metrics.height(), frame.area.right(), metrics.height() * 1.4),
        Qt::AlignRight | Qt::AlignTop, insideSentence(settingTitle(name)));
}

void InsightPlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    const QString why = m_view.insight() ? missing() : tr("Thinking…");
    if (why.isEmpty()) {
        paintPicture(painter);
    } else {
        painter.setFont(theme.font(TextStyle::Body));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(rect().adjusted(14, 4, -14, -4), Qt::AlignCenter | Qt::TextWordWrap, why);
    }
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()).adjusted(3, 3, -3, -3), theme.metrics.radiusSmall, theme);
}

void InsightPlot::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void InsightPlot::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace tunescope::ui
