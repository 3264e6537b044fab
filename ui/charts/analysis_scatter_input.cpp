// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/analysis_scatter.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tunescope::ui {
namespace {

constexpr double kDotReach = 12.0;
constexpr double kGripReach = 5.0;
constexpr double kMeantDrag = 4.0;

} // namespace

int AnalysisScatter::trialAt(QPointF pixel) const
{
    int found = -1;
    double least = kDotReach;
    for (const int trial : m_model.worstFirst()) {
        if (std::isnan(xPosition(trial)))
            continue;
        const QPointF gap = pixelOf(trial) - pixel;
        const double distance = std::hypot(gap.x(), gap.y()) + (m_model.isBrushed(trial) ? 0.0 : 4.0);
        if (distance <= least) {
            least = distance;
            found = trial;
        }
    }
    return found;
}

std::size_t AnalysisScatter::brushedAxis() const
{
    return xDimension().value_or(m_model.table().scoreDimension());
}

double AnalysisScatter::alongBrush(QPointF pixel) const
{
    const QRectF area = plotArea();
    const double along = xDimension() ? (pixel.x() - area.left()) / std::max(1.0, area.width())
                                      : (area.bottom() - pixel.y()) / std::max(1.0, area.height());
    return std::clamp(along, 0.0, 1.0);
}

AnalysisScatter::Grip AnalysisScatter::gripAt(QPointF pixel) const
{
    const std::optional<AxisRange> span = m_model.span(brushedAxis());
    if (!span)
        return Grip::New;
    const double at = alongBrush(pixel);
    const double reach = kGripReach / std::max(1.0, xDimension() ? plotArea().width() : plotArea().height());
    if (std::abs(at - span->high) <= reach)
        return Grip::High;
    if (std::abs(at - span->low) <= reach)
        return Grip::Low;
    return at > span->low && at < span->high ? Grip::Whole : Grip::New;
}

void AnalysisScatter::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_model.table().completeCount() < kFewestToAnalyse)
        return;
    m_drag = {gripAt(event->position()), alongBrush(event->position()), {}, event->position(), false};
    m_drag.span = m_model.span(brushedAxis()).value_or(AxisRange{m_drag.from, m_drag.from});
}

void AnalysisScatter::mouseMoveEvent(QMouseEvent* event)
{
    if (m_model.table().completeCount() < kFewestToAnalyse)
        return;
    const QPointF at = event->position();
    if (event->buttons() & Qt::LeftButton && m_drag.grip != Grip::None) {
        m_drag.moved = m_drag.moved || (at - m_drag.pressed).manhattanLength() >= kMeantDrag;
        if (m_drag.moved)
            dragTo(alongBrush(at));
        return;
    }
    const int trial = trialAt(at);
    m_model.study().hover(trial);
    setToolTip(trialTip(m_model, trial));
    const Grip grip = gripAt(at);
    const bool onEnd = grip == Grip::Low || grip == Grip::High;
    setCursor(onEnd        ? (xDimension() ? Qt::SizeHorCursor : Qt::SizeVerCursor)
              : trial >= 0 ? Qt::PointingHandCursor
                           : Qt::CrossCursor);
}

void AnalysisScatter::dragTo(double to)
{
    AxisRange span = m_drag.span;
    if (m_drag.grip == Grip::New) {
        span = {std::min(m_drag.from, to), std::max(m_drag.from, to)};
    } else if (m_drag.grip == Grip::Low) {
        span.low = to;
    } else if (m_drag.grip == Grip::High) {
        span.high = to;
    } else {
        const double by = std::clamp(to - m_drag.from, -span.low, 1.0 - span.high);
        span = {span.low + by, span.high + by};
    }
    m_model.setSpan(brushedAxis(), span);
}

void AnalysisScatter::mouseReleaseEvent(QMouseEvent* event)
{
    const Drag drag = std::exchange(m_drag, {});
    if (event->button() != Qt::LeftButton || drag.grip == Grip::None || drag.moved)
        return;
    const int trial = trialAt(event->position());
    if (trial < 0 && drag.grip == Grip::New)
        m_model.clearBrush(brushedAxis());
    m_model.study().select(trial);
}

void AnalysisScatter::leaveEvent(QEvent*)
{
    m_model.study().hover(-1);
}

/// The neighbour of the selected trial along x; without one, the best.
void AnalysisScatter::selectAlong(int step)
{
    std::vector<int> along;
    for (const int trial : m_model.worstFirst()) {
        if (!std::isnan(xPosition(trial)) && m_model.isBrushed(trial))
            along.push_back(trial);
    }
    std::sort(along.begin(), along.end(), [this](int a, int b) {
        const double xa = xPosition(a), xb = xPosition(b);
        return xa < xb || (xa == xb && a < b);
    });
    const auto at = std::find(along.begin(), along.end(), m_model.study().selected());
    if (at == along.end()) {
        m_model.study().select(m_model.best());
        return;
    }
    const auto next = std::clamp<std::ptrdiff_t>(at - along.begin() + step, 0, std::ssize(along) - 1);
    m_model.study().select(along[static_cast<std::size_t>(next)]);
}

void AnalysisScatter::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        selectAlong(event->key() == Qt::Key_Right ? 1 : -1);
    else if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        m_model.clearBrush(brushedAxis());
    else
        QWidget::keyPressEvent(event);
}

} // namespace tunescope::ui
