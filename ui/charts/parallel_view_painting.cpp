// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/parallel_view.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kBrushHalf = 8.0;     ///< Half width of a brush.
constexpr double kBracketAside = 10.0; ///< Of a bracket from its axis.
constexpr double kTickSpace = 8.0;

} // namespace

void ParallelView::paintAxis(QPainter& painter, std::size_t place) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = plotArea();
    const double x = std::floor(xOfAxis(place)) + 0.5;
    const bool isKey = hasFocus() && place == m_keyAxis;
    painter.setPen(QPen(theme.color(isKey ? ColorRole::Focus : ColorRole::Text3), isKey ? 2.0 : 1.4));
    painter.drawLine(QPointF(x, area.top() - 4), QPointF(x, area.bottom() + 4));
    const AnalysisDimension& dimension = m_model.table().dimensions()[m_axes[place]];
    const double room = m_axes.size() > 1 ? xOfAxis(1) - xOfAxis(0) - 6 : area.width();
    QFont font = theme.font(TextStyle::Table);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.color(ColorRole::Text));
    QString name = dimension.title;
    if (QFontMetricsF(font).horizontalAdvance(name) > room && !dimension.isScore())
        name = settingColumnTitle(dimension.name);
    const bool dragged = m_drag.grip == Grip::Name && m_drag.moved && m_drag.place == place;
    const double centre = dragged ? m_drag.now.x() : x;
    const double width = std::max(room, 40.0);
    QRectF box(centre - width / 2, 0, width, 30);
    box.moveRight(std::min(box.right(), double(this->width())));
    box.moveLeft(std::max(box.left(), 0.0));
    painter.drawText(box, Qt::AlignCenter, QFontMetricsF(font).elidedText(name, Qt::ElideRight, width));
    const bool hasUnused = !dimension.note.isEmpty();
    if (hasUnused) {
        painter.setFont(theme.font(TextStyle::Axis));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(x - width / 2, area.bottom() + 19, width, 15),
                         Qt::AlignHCenter | Qt::AlignTop, tr("not used"));
    }
}

void ParallelView::paintTicks(QPainter& painter, std::size_t place) const
{
    const Theme& theme = themeOf(this);
    const AnalysisAxis& axis = m_model.table().dimensions()[m_axes[place]].axis;
    const double x = xOfAxis(place);
    const bool isLast = place + 1 == m_axes.size();
    const QFont font = theme.font(TextStyle::Axis);
    const QFontMetricsF metrics(font);
    const double room = (m_axes.size() > 1 && !isLast && place > 0 ? (x - xOfAxis(place - 1)) * 0.6 : 54.0);
    painter.setFont(font);
    const auto most = static_cast<int>(std::max(2.0, plotArea().height() / 42.0));
    for (const PositionTick& tick : axis.ticks(most)) {
        const double y = yOf(place, tick.position);
        painter.setPen(QPen(theme.color(ColorRole::Text3), 1.4));
        painter.drawLine(QPointF(x - 3.5, y), QPointF(x + 3.5, y));
        const QString text = metrics.elidedText(tick.text, Qt::ElideRight, room);
        QRectF box(0, y - metrics.height() / 2, metrics.horizontalAdvance(text), metrics.height());
        isLast ? box.moveLeft(x + kTickSpace) : box.moveRight(x - kTickSpace);
        QColor ground = theme.color(ColorRole::Surface);
        ground.setAlphaF(0.82F);
        painter.fillRect(box.adjusted(-2, 1, 2, -1), ground);
        painter.setPen(theme.color(ColorRole::Text2));
        painter.drawText(box, Qt::AlignCenter, text);
    }
}

void ParallelView::paintBrush(QPainter& painter, std::size_t place) const
{
    const std::optional<AxisRange> span = m_model.span(m_axes[place]);
    if (!span)
        return;
    const Theme& theme = themeOf(this);
    const double x = xOfAxis(place);
    const double low = yOf(place, span->low), high = yOf(place, span->high);
    const QRectF box(QPointF(x - kBrushHalf, std::min(low, high)),
                     QPointF(x + kBrushHalf, std::max(low, high)));
    QColor fill = theme.color(ColorRole::Accent);
    fill.setAlphaF(0.22F);
    painter.fillRect(box, fill);
    painter.setPen(QPen(theme.color(ColorRole::Accent), 3.0, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(box.topLeft(), box.topRight());
    painter.drawLine(box.bottomLeft(), box.bottomRight());
    if (!hasFocus() || place != m_keyAxis || m_keyGrip == Grip::Whole)
        return;
    const double y = m_keyGrip == Grip::High ? high : low;
    drawFocusRing(painter, QRectF(x - kBrushHalf, y - 2, 2 * kBrushHalf, 4), 2, theme);
}

/// Where the brushed trials lie: narrower than their brush on its own axis, and shown on all others.
void ParallelView::paintBracket(QPainter& painter, std::size_t place) const
{
    const AnalysisDimension& dimension = m_model.table().dimensions()[m_axes[place]];
    const std::optional<AxisRange> bracket = m_model.bracket(m_axes[place]);
    if (!bracket || dimension.axis.isChoice() || dimension.isScore())
        return;
    const double x = std::floor(xOfAxis(place) + kBracketAside) + 0.5;
    const double low = std::floor(yOf(place, bracket->low)) + 0.5;
    const double high = std::floor(yOf(place, bracket->high)) + 0.5;
    painter.setPen(QPen(themeOf(this).color(ColorRole::BestMark), 1.6));
    painter.drawLine(QPointF(x, low), QPointF(x, high));
    painter.drawLine(QPointF(x - 5, low), QPointF(x, low));
    painter.drawLine(QPointF(x - 5, high), QPointF(x, high));
}

void ParallelView::paintLine(QPainter& painter, int trial, const QPen& pen) const
{
    if (m_axes.size() < 2)
        return;
    QPainterPath path(QPointF(xOfAxis(0), yOfTrial(0, trial)));
    for (std::size_t place = 1; place < m_axes.size(); ++place) {
        const QPointF to(xOfAxis(place), yOfTrial(place, trial));
        // Control points at a third give the same easing as in the picture below.
        const QPointF from = path.currentPosition();
        const double third = (to.x() - from.x()) / 3.0;
        path.cubicTo(from + QPointF(third, 0), to - QPointF(third, 0), to);
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

/// Best, pins, selected and hovered trial over all others.
void ParallelView::paintRaised(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const StudyViewModel& study = m_model.study();
    const auto isDrawn = [&](int trial) {
        return trial >= 0 && static_cast<std::size_t>(trial) < m_model.table().trials().size() &&
               m_model.table().trials()[static_cast<std::size_t>(trial)].isShown;
    };
    if (isDrawn(m_model.best()))
        paintLine(painter, m_model.best(), QPen(theme.color(ColorRole::BestMark), theme.lines.best));
    for (int pin = 0; pin < kMostPins; ++pin) {
        const int trial = study.pins()[static_cast<std::size_t>(pin)];
        if (!isDrawn(trial))
            continue;
        QPen pen(theme.pin(pin).color, 1.8);
        QList<qreal> dash = theme.pin(pin).dash;
        for (qreal& length : dash)
            length /= pen.widthF();
        if (!dash.isEmpty())
            pen.setDashPattern(dash);
        paintLine(painter, trial, pen);
        drawMarker(painter, theme.pin(pin).marker,
                   {xOfAxis(m_axes.size() - 1), yOfTrial(m_axes.size() - 1, trial)}, 4.0,
                   theme.pin(pin).color);
    }
    if (isDrawn(study.selected()))
        paintLine(painter, study.selected(), QPen(theme.color(ColorRole::Text), theme.lines.validation));
    if (isDrawn(study.hovered()))
        paintLine(painter, study.hovered(), QPen(theme.color(ColorRole::Accent), theme.lines.hover));
}

} // namespace tunescope::ui
