// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/track_picture.h"

#include "ui/widgets/painting.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kDotRadius = 3.2;
constexpr int kDotsOnDensity = 20;
constexpr double kCell = 4.0; ///< Side of a density cell in pixels.

void paintDensity(QPainter& painter, const std::vector<TrackDot>& dots, const TrackLayout& layout,
                  const AxisScale& scale, const Theme& theme)
{
    const int columns = std::max(1, static_cast<int>(layout.band.width() / kCell));
    const int rows = std::max(1, static_cast<int>(layout.band.height() / kCell));
    std::vector<int> counts(std::size_t(columns) * std::size_t(rows));
    std::vector<int> diverged(static_cast<std::size_t>(columns));
    for (const TrackDot& dot : dots) {
        const QPointF at = layout.centre(dot, scale) - layout.band.topLeft();
        const int column = std::clamp(static_cast<int>(at.x() / kCell), 0, columns - 1);
        const int row = std::clamp(static_cast<int>(at.y() / kCell), 0, rows - 1);
        ++(dot.state == DotState::Diverged
               ? diverged[std::size_t(column)]
               : counts[std::size_t(row) * std::size_t(columns) + std::size_t(column)]);
    }
    const double most = std::max(1, *std::max_element(counts.begin(), counts.end()));
    painter.setPen(Qt::NoPen);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const int count = counts[std::size_t(row) * std::size_t(columns) + std::size_t(column)];
            if (count == 0)
                continue;
            // The square root keeps single trials visible beside crowded cells.
            QColor color = theme.scoreColor(0.25 + 0.5 * (1.0 - double(row) / rows));
            color.setAlphaF(float(0.25 + 0.75 * std::sqrt(count / most)));
            painter.fillRect(
                QRectF(layout.band.left() + column * kCell, layout.band.top() + row * kCell, kCell, kCell),
                color);
        }
    }
    for (int column = 0; column < columns; ++column) {
        if (diverged[std::size_t(column)] > 0)
            painter.fillRect(
                QRectF(layout.band.left() + column * kCell, layout.band.bottom() - 11, kCell - 1, 3),
                theme.color(ColorRole::Danger));
    }
}

/// Higher is drawn later, so that it lies on top.
bool liesBelow(const TrackDot* a, const TrackDot* b)
{
    const auto rank = [](const TrackDot& dot) {
        return dot.state == DotState::Best ? 2.0 : dot.state == DotState::Diverged ? -1.0 : dot.score;
    };
    return rank(*a) < rank(*b);
}

} // namespace

TrackLayout::TrackLayout(const QRectF& area, const Theme& theme)
{
    const double below = 10 + theme.scaled(15); // line, ticks and labels
    band = QRectF(area.left() + 8, area.top(), std::max(20.0, area.width() - 16),
                  std::max(16.0, area.height() - below));
    lineY = band.bottom() + 4;
    labelTop = lineY + 8;
    left = band.left() + 7;
    width = std::max(1.0, band.width() - 14);
}

QPointF TrackLayout::centre(const TrackDot& dot, const AxisScale& scale) const
{
    const double at = x(std::clamp(scale.position(dot.value), -0.005, 1.005));
    if (dot.state == DotState::Diverged)
        return {at, band.bottom() - 13};
    const double score = std::isnan(dot.score) ? 0 : std::clamp(dot.score, 0.0, 1.0);
    return {at, band.top() + 6 + (1.0 - score) * (band.height() - 21)};
}

void drawTrackDot(QPainter& painter, const TrackDot& dot, const QPointF& centre, const Theme& theme)
{
    const QColor color = theme.scoreColor(0.3 + 0.7 * dot.score);
    switch (dot.state) {
    case DotState::Complete:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(centre, kDotRadius, kDotRadius);
        break;
    case DotState::Pruned:
        painter.setPen(QPen(color, 1.5));
        painter.setBrush(theme.color(ColorRole::Surface));
        painter.drawEllipse(centre, kDotRadius - 0.3, kDotRadius - 0.3);
        break;
    case DotState::Diverged:
        painter.setPen(QPen(theme.color(ColorRole::Danger), 1.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(trianglePath(centre, 4.4));
        break;
    case DotState::Best:
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::BestMark));
        painter.drawPath(starPath(centre, 6.2));
        break;
    }
}

void paintDots(QPainter& painter, const std::vector<TrackDot>& dots, const TrackLayout& layout,
               const AxisScale& scale, const Theme& theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    std::vector<const TrackDot*> order;
    order.reserve(dots.size());
    for (const TrackDot& dot : dots)
        order.push_back(&dot);
    std::stable_sort(order.begin(), order.end(), liesBelow);
    std::size_t first = 0;
    if (order.size() > std::size_t(kMostDots)) {
        paintDensity(painter, dots, layout, scale, theme);
        first = order.size() - kDotsOnDensity;
    }
    for (std::size_t i = first; i < order.size(); ++i)
        drawTrackDot(painter, *order[i], layout.centre(*order[i], scale), theme);
}

void paintAxis(QPainter& painter, const TrackLayout& layout, const AxisScale& scale, const Theme& theme,
               const QRectF& area)
{
    painter.setFont(theme.font(TextStyle::Axis));
    const QFontMetricsF metrics(painter.font());
    const int labels = std::max(2, static_cast<int>(layout.width / theme.scaled(64)));
    double occupied = area.left() - 1;
    for (const ScaleTick& tick : scale.ticks(labels)) {
        const double x = layout.x(tick.position);
        painter.setPen(QPen(theme.color(ColorRole::Axis), 1));
        painter.drawLine(QPointF(x, layout.lineY + 4), QPointF(x, layout.lineY + 8));
        if (tick.label.isEmpty())
            continue;
        const double width = metrics.horizontalAdvance(tick.label);
        const double start =
            std::clamp(x - width / 2, area.left(), std::max(area.left(), area.right() - width));
        if (start <= occupied)
            continue;
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QPointF(start, layout.labelTop + metrics.ascent()), tick.label);
        occupied = start + width + 4;
    }
}

void paintDraws(QPainter& painter, const std::vector<double>& draws, const TrackLayout& layout,
                const AxisScale& scale, const Theme& theme)
{
    QColor color = theme.color(ColorRole::Accent);
    color.setAlphaF(0.6F);
    painter.setPen(QPen(color, 1.2));
    for (const double value : draws) {
        const double at = scale.position(value);
        if (at < -0.001 || at > 1.001)
            continue;
        painter.drawLine(QPointF(layout.x(at), layout.band.bottom() - 7),
                         QPointF(layout.x(at), layout.band.bottom() - 1));
    }
}

void paintGridLines(QPainter& painter, const std::vector<double>& values, const TrackLayout& layout,
                    const AxisScale& scale, const Theme& theme)
{
    painter.setPen(QPen(theme.color(ColorRole::AccentBorder), 1.2, Qt::CustomDashLine));
    QPen pen = painter.pen();
    pen.setDashPattern({2, 2.5});
    painter.setPen(pen);
    for (const double value : values) {
        const double x = layout.x(std::clamp(scale.position(value), 0.0, 1.0));
        painter.drawLine(QPointF(x, layout.band.top() + 1), QPointF(x, layout.band.bottom()));
    }
}

void paintSuggestion(QPainter& painter, const ValueRange& range, const TrackLayout& layout,
                     const AxisScale& scale, const Theme& theme)
{
    const double left = layout.x(std::clamp(scale.position(range.low), 0.0, 1.0));
    const double right = layout.x(std::clamp(scale.position(range.high), 0.0, 1.0));
    QPen pen(theme.color(ColorRole::BestMark), 1.6);
    pen.setDashPattern({2.6, 2.2});
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const double top = layout.band.top() + 1.8, bottom = layout.band.bottom() - 2;
    painter.drawPolyline(QPolygonF{{{left, bottom}, {left, top}, {right, top}, {right, bottom}}});
}

void paintPast(QPainter& painter, const std::vector<TrackPast>& past, const TrackLayout& layout, const AxisScale& scale,
               const Theme& theme)
{
    constexpr std::size_t kMost = 3;
    const std::size_t first = past.size() > kMost ? past.size() - kMost : 0;
    for (std::size_t i = first; i < past.size(); ++i) {
        const double left = layout.x(std::clamp(scale.position(past[i].range.low), 0.0, 1.0));
        const double right = layout.x(std::clamp(scale.position(past[i].range.high), 0.0, 1.0));
        const double y = layout.band.top() + 2.0 + 4.0 * double(i - first);
        QColor line = theme.color(ColorRole::Text3);
        line.setAlphaF(i + 1 == past.size() ? 0.9F : 0.5F);
        painter.setPen(QPen(line, 2.0, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(left, y), QPointF(right, y));
        painter.setPen(QPen(line, 1.2));
        for (const double x : {left, right})
            painter.drawLine(QPointF(x, y - 1.5), QPointF(x, y + 3.0));
    }
}

void paintBubble(QPainter& painter, const QString& text, const QPointF& tip, const QRectF& area,
                 const Theme& theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(TextStyle::Number));
    const QFontMetricsF metrics(painter.font());
    QRectF box(0, 0, metrics.horizontalAdvance(text) + 14, metrics.height() + 4);
    box.moveCenter(QPointF(tip.x(), 0));
    box.moveBottom(tip.y());
    box.moveLeft(std::clamp(box.left(), area.left(), std::max(area.left(), area.right() - box.width())));
    box.moveTop(std::max(box.top(), area.top()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::Tooltip));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(theme.color(ColorRole::TooltipText));
    painter.drawText(box, Qt::AlignCenter, text);
}

} // namespace tunescope::ui
