// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/range_track.h"

#include "ui/widgets/slider_handle.h"

#include <QPainter>

#include <cmath>

namespace tunescope::ui {
namespace {

QString scaleWord(ScaleKind kind)
{
    switch (kind) {
    case ScaleKind::Linear:
        return RangeTrack::tr("linear");
    case ScaleKind::Log:
        return RangeTrack::tr("logarithmic");
    case ScaleKind::Log2:
        return RangeTrack::tr("logarithmic, base 2");
    case ScaleKind::Integer:
        return RangeTrack::tr("whole numbers");
    }
    return {};
}

} // namespace

void RangeTrack::describeHandles()
{
    const auto spoken = [](double value) { return QString::number(value, 'g', 4); };
    const QString domain =
        tr("from %1 to %2, %3").arg(spoken(m_scale.low()), spoken(m_scale.high()), scaleWord(m_scale.kind()));
    QString earlier;
    for (const TrackPast& past : m_picture.past)
        earlier += tr(", stage %1 searched %2 to %3").arg(past.stage + 1).arg(spoken(past.range.low), spoken(past.range.high));
    const auto describe = [&](SliderHandle* handle, const QString& end, double value) {
        const double step = std::abs(m_scale.stepped(value, StepSize::Small, StepDirection::Up) - value);
        handle->setReading(QStringLiteral("%1, %2, %3, %4").arg(m_name, end, spoken(value), domain) + earlier,
                           {value, m_scale.low(), m_scale.high(), step});
    };
    describe(m_low, m_mode == TrackMode::Fixed ? tr("value") : tr("low end"), m_range.low);
    describe(m_high, tr("high end"), m_range.high);
}

void RangeTrack::paintResults(QPainter& painter, const TrackLayout& layout)
{
    const Theme& theme = themeOf(this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::Sunken));
    painter.drawRoundedRect(layout.band, 4, 4);
    if (m_mode == TrackMode::Range) {
        const double low = layout.x(m_scale.position(m_range.low)),
                     high = layout.x(m_scale.position(m_range.high));
        painter.fillRect(QRectF(QPointF(low, layout.band.top()), QPointF(high, layout.band.bottom())),
                         theme.color(ColorRole::AccentSoft));
    }
    paintGridLines(painter, m_picture.gridValues, layout, m_scale, theme);
    paintDraws(painter, m_picture.draws, layout, m_scale, theme);
    if (m_layer.isNull() || m_layer.devicePixelRatio() != devicePixelRatioF()) {
        m_layer = QPixmap(size() * devicePixelRatioF());
        m_layer.setDevicePixelRatio(devicePixelRatioF());
        m_layer.fill(Qt::transparent);
        QPainter layer(&m_layer);
        paintDots(layer, m_picture.dots, layout, m_scale, theme);
        paintAxis(layer, layout, m_scale, theme, QRectF(rect()));
    }
    painter.drawPixmap(0, 0, m_layer);
    paintPast(painter, m_picture.past, layout, m_scale, theme);
    if (m_picture.suggestion && m_mode == TrackMode::Range)
        paintSuggestion(painter, *m_picture.suggestion, layout, m_scale, theme);
    for (const TrackDot& dot : m_picture.dots) {
        if (dot.id != m_picture.highlighted)
            continue;
        painter.setPen(QPen(theme.color(ColorRole::Focus), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(layout.centre(dot, m_scale), 7, 7);
    }
}

void RangeTrack::paintSlider(QPainter& painter, const TrackLayout& layout) const
{
    const Theme& theme = themeOf(this);
    const double low = layout.x(m_scale.position(m_range.low)),
                 high = layout.x(m_scale.position(m_range.high));
    painter.setPen(QPen(theme.color(ColorRole::Ghost), 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(layout.band.left() + 2, layout.lineY),
                     QPointF(layout.band.right() - 2, layout.lineY));
    if (m_mode == TrackMode::Range) {
        const ColorRole role = isEnabled() ? ColorRole::Accent : ColorRole::Axis;
        painter.setPen(QPen(theme.color(role), 4, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(low, layout.lineY), QPointF(high, layout.lineY));
    }
    const bool lowActive = m_drag.kind == DragKind::Low || m_low->hasFocus();
    if (lowActive || m_drag.kind == DragKind::High || m_high->hasFocus())
        paintBubble(painter, valueText(lowActive ? m_range.low : m_range.high, 3),
                    {lowActive ? low : high, layout.band.bottom() - 8}, QRectF(rect()), theme);
}

void RangeTrack::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const TrackLayout layout = layoutOf();
    paintResults(painter, layout);
    paintSlider(painter, layout);
}

} // namespace tunescope::ui
