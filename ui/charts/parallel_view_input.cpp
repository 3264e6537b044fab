// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/analysis_scatter.h"
#include "ui/charts/parallel_view.h"

#include "ui/viewmodels/param_words.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kAxisReach = 12.0;
constexpr double kEndReach = 6.0;
constexpr double kMeant = 4.0; ///< Pixels that make a drag of a click.
constexpr double kSmallStep = 0.01;
constexpr double kLargeStep = 0.1;

} // namespace

std::optional<std::size_t> ParallelView::axisNear(double x, double reach) const
{
    for (std::size_t place = 0; place < m_axes.size(); ++place) {
        if (std::abs(x - xOfAxis(place)) <= reach)
            return place;
    }
    return std::nullopt;
}

ParallelView::Grip ParallelView::gripAt(std::size_t place, double y) const
{
    const std::optional<AxisRange> span = m_model.span(m_axes[place]);
    if (!span)
        return Grip::New;
    const double low = yOf(place, span->low), high = yOf(place, span->high);
    if (std::abs(y - high) <= kEndReach)
        return Grip::High;
    if (std::abs(y - low) <= kEndReach)
        return Grip::Low;
    return y > std::min(low, high) && y < std::max(low, high) ? Grip::Whole : Grip::New;
}

void ParallelView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_axes.empty())
        return;
    m_drag = {};
    m_drag.pressed = m_drag.now = event->position();
    const double gap = m_axes.size() > 1 ? xOfAxis(1) - xOfAxis(0) : width();
    if (event->position().y() < plotArea().top() - kEndReach) {
        if (const auto place = axisNear(event->position().x(), gap / 2)) {
            m_drag.grip = Grip::Name;
            m_drag.place = m_keyAxis = *place;
        }
        return;
    }
    const auto place = axisNear(event->position().x(), kAxisReach);
    if (!place)
        return;
    m_drag.grip = gripAt(*place, event->position().y());
    m_drag.place = m_keyAxis = *place;
    m_drag.from = positionAt(*place, event->position().y());
    m_drag.span = m_model.span(m_axes[*place]).value_or(AxisRange{m_drag.from, m_drag.from});
    update();
}

void ParallelView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (event->buttons() & Qt::LeftButton && m_drag.grip != Grip::None) {
        m_drag.moved = m_drag.moved || (at - m_drag.pressed).manhattanLength() >= kMeant;
        m_drag.now = at;
        if (m_drag.moved)
            dragTo(at);
        return;
    }
    const auto place = axisNear(at.x(), kAxisReach);
    const bool onName = at.y() < plotArea().top() - kEndReach;
    const Grip grip = place && !onName ? gripAt(*place, at.y()) : Grip::None;
    const int trial = !onName && !place ? trialAt(at) : -1;
    m_model.study().hover(trial);
    if (onName)
        setCursor(Qt::OpenHandCursor);
    else if (grip == Grip::Low || grip == Grip::High)
        setCursor(Qt::SizeVerCursor);
    else if (grip == Grip::Whole)
        setCursor(Qt::SizeAllCursor);
    else
        setCursor(grip == Grip::New ? Qt::CrossCursor
                  : trial >= 0      ? Qt::PointingHandCursor
                                    : Qt::ArrowCursor);
    setToolTip(trialTip(m_model, trial));
}

void ParallelView::dragTo(QPointF pixel)
{
    if (m_drag.grip == Grip::Name) {
        update();
        return;
    }
    const double to = positionAt(m_drag.place, pixel.y());
    AxisRange span = m_drag.span;
    switch (m_drag.grip) {
    case Grip::New:
        span = {std::min(m_drag.from, to), std::max(m_drag.from, to)};
        break;
    case Grip::Low:
        span.low = to;
        break;
    case Grip::High:
        span.high = to;
        break;
    case Grip::Whole: {
        const double by = std::clamp(to - m_drag.from, -span.low, 1.0 - span.high);
        span = {span.low + by, span.high + by};
        break;
    }
    case Grip::None:
    case Grip::Name:
        return;
    }
    m_model.setSpan(m_axes[m_drag.place], span);
}

void ParallelView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Drag drag = std::exchange(m_drag, {});
    update();
    if (drag.grip == Grip::Name) {
        if (!drag.moved || m_axes.size() < 2)
            return;
        const double step = xOfAxis(1) - xOfAxis(0);
        const double place = std::round((drag.now.x() - xOfAxis(0)) / step);
        moveAxis(drag.place, static_cast<std::size_t>(std::clamp(place, 0.0, double(m_axes.size() - 1))));
        return;
    }
    if (drag.moved)
        return;
    if (drag.grip == Grip::New)
        m_model.clearBrush(m_axes[drag.place]);
    else if (drag.grip == Grip::None)
        m_model.study().select(trialAt(event->position()));
}

void ParallelView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const double gap = m_axes.size() > 1 ? xOfAxis(1) - xOfAxis(0) : width();
    const auto place = axisNear(event->position().x(), gap / 2);
    if (place && event->position().y() < plotArea().top() - kEndReach)
        flipAxis(*place);
}

void ParallelView::leaveEvent(QEvent*)
{
    m_model.study().hover(-1);
}

void ParallelView::contextMenuEvent(QContextMenuEvent* event)
{
    if (m_axes.empty())
        return;
    const double gap = m_axes.size() > 1 ? xOfAxis(1) - xOfAxis(0) : width();
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const std::size_t place = byKey ? m_keyAxis : axisNear(event->pos().x(), gap / 2).value_or(m_keyAxis);
    showMenu(place, byKey ? mapToGlobal(QPoint(int(xOfAxis(place)), 40)) : event->globalPos());
}

void ParallelView::showMenu(std::size_t place, QPoint globalPosition)
{
    QMenu menu(this);
    const std::size_t dimension = m_axes[place];
    menu.addAction(tr("Flip axis"), this, [=, this] { flipAxis(place); });
    menu.addAction(tr("Hide axis"), this, [=, this] { hideAxis(place); })->setEnabled(m_axes.size() > 2);
    menu.addAction(tr("Show all axes"), this, &ParallelView::showAllAxes)->setEnabled(!m_hidden.empty());
    menu.addSeparator();
    addReadAction(menu, *this);
    menu.addAction(tr("Clear this brush"), this, [=, this] { m_model.clearBrush(dimension); })
        ->setEnabled(m_model.span(dimension).has_value());
    menu.exec(globalPosition);
}

/// Moves what Space has chosen of the brush on the current axis; the first step makes a brush of the whole
/// axis.
void ParallelView::nudge(double step)
{
    const std::size_t dimension = m_axes[m_keyAxis];
    const AnalysisAxis& axis = m_model.table().dimensions()[dimension].axis;
    if (axis.isChoice())
        step = std::copysign(1.0 / double(axis.choices().size()), step);
    AxisRange span = m_model.span(dimension).value_or(AxisRange{0.0, 1.0});
    if (m_keyGrip == Grip::Low)
        span.low = std::clamp(span.low + step, 0.0, span.high);
    else if (m_keyGrip == Grip::High)
        span.high = std::clamp(span.high + step, span.low, 1.0);
    else
        step = std::clamp(step, -span.low, 1.0 - span.high), span = {span.low + step, span.high + step};
    m_model.setSpan(dimension, span);
}

void ParallelView::keyPressEvent(QKeyEvent* event)
{
    if (m_axes.empty())
        return;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const double step = (shift ? kLargeStep : kSmallStep) * (isFlipped(m_keyAxis) ? -1.0 : 1.0);
    const std::size_t last = m_axes.size() - 1;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const bool right = event->key() == Qt::Key_Right;
        const std::size_t next =
            right ? std::min(last, m_keyAxis + 1) : m_keyAxis - std::min<std::size_t>(1, m_keyAxis);
        if (shift)
            moveAxis(m_keyAxis, next);
        m_keyAxis = next;
        break;
    }
    case Qt::Key_Up:
        nudge(step);
        break;
    case Qt::Key_Down:
        nudge(-step);
        break;
    case Qt::Key_Space:
        m_keyGrip = m_keyGrip == Grip::Low ? Grip::High : m_keyGrip == Grip::High ? Grip::Whole : Grip::Low;
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        m_model.clearBrush(m_axes[m_keyAxis]);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    update();
}

} // namespace tunescope::ui
