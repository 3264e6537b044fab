// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/range_track.h"

#include "ui/widgets/slider_handle.h"

#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kDragDistance = 4; ///< Pixels before a press in the results becomes a new range.
constexpr double kDotReach = 6;

} // namespace

RangeTrack::RangeTrack(QWidget* parent)
    : QWidget(parent)
    , m_low(new SliderHandle(this))
    , m_high(new SliderHandle(this))
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connectHandle(m_low, RangeEnd::Low);
    connectHandle(m_high, RangeEnd::High);
    describeHandles();
}

void RangeTrack::connectHandle(SliderHandle* handle, RangeEnd end)
{
    const DragKind kind = end == RangeEnd::Low ? DragKind::Low : DragKind::High;
    connect(handle, &SliderHandle::pressed, this, [this, kind, handle](const QPointF& point) {
        m_drag = {kind, m_range, point};
        handle->raise();
        update();
    });
    connect(handle, &SliderHandle::dragged, this, &RangeTrack::dragTo);
    connect(handle, &SliderHandle::released, this, &RangeTrack::finishDrag);
    connect(handle, &SliderHandle::cancelled, this, [this] {
        if (m_drag.kind != DragKind::None)
            edit(m_drag.start);
        m_drag.kind = DragKind::None;
    });
    connect(handle, &SliderHandle::doubleClicked, this, [this, end] {
        m_drag.kind = DragKind::None;
        const double value = end == RangeEnd::Low ? m_range.low : m_range.high;
        commit(m_mode == TrackMode::Fixed
                   ? ValueRange{m_scale.snappedCoarsely(value), m_scale.snappedCoarsely(value)}
                   : withEnd(m_scale, m_range, end, m_scale.snappedCoarsely(value)));
    });
    connect(handle, &SliderHandle::stepped, this,
            [this, end](StepSize size, StepDirection direction, auto modifiers) {
                stepEnd(end, size, direction, modifiers);
            });
    const auto moveEnd = [this, end](double value) {
        value = m_scale.admitted(value);
        commit(m_mode == TrackMode::Fixed ? ValueRange{value, value} : withEnd(m_scale, m_range, end, value));
    };
    connect(handle, &SliderHandle::endRequested, this, [this, moveEnd](StepDirection direction) {
        moveEnd(direction == StepDirection::Down ? m_scale.low() : m_scale.high());
    });
    connect(handle, &SliderHandle::valueRequested, this, moveEnd);
    connect(handle, &SliderHandle::focusChanged, this, [this] { update(); });
}

void RangeTrack::setName(const QString& name)
{
    m_name = name;
    describeHandles();
}

void RangeTrack::setScale(const AxisScale& scale)
{
    m_scale = scale;
    setRange(m_range.low, m_range.high);
    invalidate();
}

void RangeTrack::setMode(TrackMode mode)
{
    m_mode = mode;
    m_high->setVisible(mode == TrackMode::Range);
    setRange(m_range.low, m_range.high);
}

void RangeTrack::setRange(double low, double high)
{
    const double admitted = m_scale.admitted(low);
    m_range = m_mode == TrackMode::Fixed ? ValueRange{admitted, admitted} : spanning(m_scale, low, high);
    placeHandles();
    describeHandles();
    update();
}

void RangeTrack::setDots(std::vector<TrackDot> dots)
{
    m_picture.dots = std::move(dots);
    invalidate();
}

void RangeTrack::setDraws(std::vector<double> values)
{
    m_picture.draws = std::move(values);
    update();
}

void RangeTrack::setGridValues(std::vector<double> values)
{
    m_picture.gridValues = std::move(values);
    update();
}

void RangeTrack::setSuggestion(std::optional<ValueRange> suggestion)
{
    m_picture.suggestion = suggestion;
    update();
}

void RangeTrack::setPast(std::vector<TrackPast> past)
{
    m_picture.past = std::move(past);
    describeHandles();
    update();
}

void RangeTrack::setHighlighted(qint64 id)
{
    m_picture.highlighted = id;
    update();
}

QWidget* RangeTrack::lowHandle() const
{
    return m_low;
}

QWidget* RangeTrack::highHandle() const
{
    return m_high;
}

TrackLayout RangeTrack::layoutOf() const
{
    return {QRectF(rect()), themeOf(this)};
}

QPointF RangeTrack::pointOf(double value) const
{
    const TrackLayout layout = layoutOf();
    return {layout.x(m_scale.position(value)), layout.lineY};
}

QSize RangeTrack::sizeHint() const
{
    return {420, 46 + themeOf(this).scaled(15)};
}

QSize RangeTrack::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

bool RangeTrack::isOnBar(const QPointF& point) const
{
    return m_mode == TrackMode::Range && std::abs(point.y() - layoutOf().lineY) <= 8 &&
           point.x() > pointOf(m_range.low).x() && point.x() < pointOf(m_range.high).x();
}

bool RangeTrack::isOnBracket(const QPointF& point) const
{
    if (!m_picture.suggestion || m_mode != TrackMode::Range)
        return false;
    const TrackLayout layout = layoutOf();
    const double left = pointOf(m_picture.suggestion->low).x(),
                 right = pointOf(m_picture.suggestion->high).x();
    if (point.y() > layout.band.bottom() || point.x() < left - 4 || point.x() > right + 4)
        return false;
    return point.y() <= layout.band.top() + 5 || std::abs(point.x() - left) <= 4 ||
           std::abs(point.x() - right) <= 4;
}

const TrackDot* RangeTrack::dotAt(const QPointF& point) const
{
    const TrackLayout layout = layoutOf();
    const TrackDot* nearest = nullptr;
    double distance = kDotReach;
    for (const TrackDot& dot : m_picture.dots) {
        const QPointF away = layout.centre(dot, m_scale) - point;
        const double length = std::hypot(away.x(), away.y());
        if (length < distance) {
            distance = length;
            nearest = &dot;
        }
    }
    return nearest;
}

double RangeTrack::valueAt(const QPointF& point, Qt::KeyboardModifiers modifiers) const
{
    const double value = m_scale.value(std::clamp(layoutOf().position(point.x()), 0.0, 1.0));
    return modifiers & Qt::AltModifier ? m_scale.admitted(value) : m_scale.snapped(value);
}

void RangeTrack::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    const QPointF point = event->position();
    m_drag = {isOnBar(point) ? DragKind::Bar : DragKind::Pressed, m_range, point};
}

void RangeTrack::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF point = event->position();
    if (event->buttons() & Qt::LeftButton) {
        dragTo(point, event->modifiers());
        return;
    }
    const TrackDot* dot = dotAt(point);
    setCursor(isOnBar(point)              ? Qt::OpenHandCursor
              : dot || isOnBracket(point) ? Qt::PointingHandCursor
                                          : Qt::ArrowCursor);
    if (dot && !dot->tip.isEmpty())
        QToolTip::showText(event->globalPosition().toPoint(), dot->tip + tr(" · click to select"), this);
    else if (isOnBracket(point))
        QToolTip::showText(event->globalPosition().toPoint(),
                           tr("Where the best quarter lies. Click to use it."), this);
    const qint64 id = dot ? dot->id : -1;
    if (id != m_picture.highlighted) {
        setHighlighted(id);
        emit dotHovered(id);
    }
}

/// From the middle of the handle to where it was grabbed, which stays under the mouse.
QPointF RangeTrack::grabOffset() const
{
    switch (m_drag.kind) {
    case DragKind::Low:
        return {m_drag.point.x() - pointOf(m_drag.start.low).x(), 0};
    case DragKind::High:
        return {m_drag.point.x() - pointOf(m_drag.start.high).x(), 0};
    case DragKind::None:
    case DragKind::Bar:
    case DragKind::NewRange:
    case DragKind::Pressed:
        break;
    }
    return {};
}

void RangeTrack::dragTo(const QPointF& point, Qt::KeyboardModifiers modifiers)
{
    const double travelled = std::abs(point.x() - m_drag.point.x());
    if (m_drag.kind == DragKind::Pressed && travelled >= kDragDistance)
        m_drag.kind = DragKind::NewRange;
    const double value = valueAt(point - grabOffset(), modifiers);
    if (m_mode == TrackMode::Fixed && m_drag.kind != DragKind::None && m_drag.kind != DragKind::Pressed) {
        edit({value, value});
        return;
    }
    switch (m_drag.kind) {
    case DragKind::None:
    case DragKind::Pressed:
        break;
    case DragKind::Low:
    case DragKind::High: {
        const RangeEnd end = m_drag.kind == DragKind::Low ? RangeEnd::Low : RangeEnd::High;
        edit(modifiers & Qt::ShiftModifier ? withEndsMirrored(m_scale, m_drag.start, end, value)
                                           : withEnd(m_scale, m_drag.start, end, value));
        break;
    }
    case DragKind::Bar: {
        const double moved = (point.x() - m_drag.point.x()) / layoutOf().width;
        const double low = m_scale.value(m_scale.position(m_drag.start.low) + moved);
        edit(shiftedTo(m_scale, m_drag.start,
                       modifiers & Qt::AltModifier || low <= m_scale.low() ? low : m_scale.snapped(low)));
        break;
    }
    case DragKind::NewRange:
        edit(spanning(m_scale, valueAt(m_drag.point, modifiers), value));
        break;
    }
}

void RangeTrack::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (m_drag.kind != DragKind::Pressed) {
        finishDrag();
        return;
    }
    m_drag.kind = DragKind::None;
    if (const TrackDot* dot = dotAt(event->position())) {
        emit dotClicked(dot->id);
    } else if (isOnBracket(event->position())) {
        const ValueRange suggestion = *m_picture.suggestion;
        emit suggestionAdopted();
        commit(spanning(m_scale, suggestion.low, suggestion.high));
    } else if (m_mode == TrackMode::Fixed) {
        const double value = valueAt(event->position(), event->modifiers());
        commit({value, value});
    }
}

void RangeTrack::finishDrag()
{
    const DragKind kind = std::exchange(m_drag.kind, DragKind::None);
    update();
    if (kind != DragKind::None && kind != DragKind::Pressed && m_range != m_drag.start)
        emit rangeCommitted(m_range.low, m_range.high);
}

void RangeTrack::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && isOnBar(event->position()))
        commit({m_scale.admitted(m_scale.low()), m_scale.admitted(m_scale.high())});
}

void RangeTrack::leaveEvent(QEvent*)
{
    if (m_picture.highlighted == -1)
        return;
    setHighlighted(-1);
    emit dotHovered(-1);
}

void RangeTrack::stepEnd(RangeEnd end, StepSize size, StepDirection direction,
                         Qt::KeyboardModifiers modifiers)
{
    const double value = m_scale.stepped(end == RangeEnd::Low ? m_range.low : m_range.high, size, direction);
    if (m_mode == TrackMode::Fixed)
        commit({value, value});
    else if (modifiers & Qt::ControlModifier)
        commit(shiftedTo(m_scale, m_range, m_scale.stepped(m_range.low, size, direction)));
    else if (modifiers & Qt::ShiftModifier)
        commit(withEndsMirrored(m_scale, m_range, end, value));
    else
        commit(withEnd(m_scale, m_range, end, value));
}

void RangeTrack::edit(const ValueRange& range)
{
    if (range == m_range)
        return;
    m_range = range;
    placeHandles();
    describeHandles();
    update();
    emit rangeEdited(range.low, range.high);
}

void RangeTrack::commit(const ValueRange& range)
{
    if (range == m_range)
        return;
    edit(range);
    emit rangeCommitted(range.low, range.high);
}

void RangeTrack::placeHandles()
{
    m_low->centreAt(pointOf(m_range.low));
    m_high->centreAt(pointOf(m_range.high));
}

void RangeTrack::invalidate()
{
    m_layer = {};
    update();
}

void RangeTrack::resizeEvent(QResizeEvent*)
{
    placeHandles();
    invalidate();
}

void RangeTrack::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        updateGeometry();
        placeHandles();
        invalidate();
    }
}

} // namespace tunescope::ui
