// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/regression_plot.h"

#include "ui/viewmodels/value_text.h"
#include "ui/widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kPointReach = 12.0;

AxisRange widened(double low, double high)
{
    const double room = std::max(0.06 * (high - low), 1e-9 + 1e-3 * std::abs(high));
    return {low - room, high + room};
}

} // namespace

RegressionPlot::RegressionPlot(QWidget* parent) : QWidget(parent)
{
    makeReadable(*this);
    setMouseTracking(true);
    setMinimumSize(160, 140);
    setAccessibleName(tr("Predicted against true values"));
}

void RegressionPlot::setPoints(std::vector<RegressionPoint> points)
{
    m_points = std::move(points);
    measure();
}

void RegressionPlot::setView(RegressionView view)
{
    m_view = view;
    measure();
}

void RegressionPlot::measure()
{
    update();
    if (m_points.empty())
        return;
    double low = 1e300, high = -1e300, largest = 0.0, squares = 0.0;
    for (const RegressionPoint& point : m_points) {
        low = std::min({low, point.truth, point.predicted});
        high = std::max({high, point.truth, point.predicted});
        const double residual = point.predicted - point.truth;
        largest = std::max(largest, std::abs(residual));
        squares += residual * residual;
    }
    m_rmse = std::sqrt(squares / double(m_points.size()));
    m_x = CurveAxis(CurveScale::Linear, widened(low, high));
    m_y = m_view == RegressionView::PredictedTrue ? m_x
                                                  : CurveAxis(CurveScale::Linear, widened(-largest, largest));
}

QRectF RegressionPlot::plotArea() const
{
    return QRectF(rect()).adjusted(52, 8, -10, -36);
}

QPointF RegressionPlot::pixelOf(const RegressionPoint& point) const
{
    const QRectF area = plotArea();
    const bool isResidual = m_view == RegressionView::Residuals;
    const double x = isResidual ? point.predicted : point.truth;
    const double y = isResidual ? point.predicted - point.truth : point.predicted;
    return {area.left() + m_x.position(x) * area.width(), area.bottom() - m_y.position(y) * area.height()};
}

void RegressionPlot::paintFrame(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = plotArea();
    painter.setFont(theme.font(TextStyle::Axis));
    for (const AxisTick& tick : m_y.ticks(6, CurveAxis::Unit::Plain)) {
        const double y = std::floor(area.bottom() - m_y.position(tick.value) * area.height()) + 0.5;
        painter.setPen(theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRectF(0, y - 9, area.left() - 6, 18), Qt::AlignRight | Qt::AlignVCenter, tick.text);
    }
    for (const AxisTick& tick : m_x.ticks(6, CurveAxis::Unit::Plain)) {
        const double x = area.left() + m_x.position(tick.value) * area.width();
        painter.drawText(QRectF(x - 30, area.bottom() + 3, 60, 15), Qt::AlignHCenter, tick.text);
    }
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    const bool isResidual = m_view == RegressionView::Residuals;
    painter.drawText(QRectF(area.left(), area.bottom() + 18, area.width(), 15), Qt::AlignRight,
                     isResidual ? tr("predicted") : tr("true"));
    painter.setPen(QPen(theme.color(ColorRole::Text2), 1.2, Qt::DotLine));
    const auto level = [&](double value) { return area.bottom() - m_y.position(value) * area.height(); };
    if (!isResidual) {
        painter.drawLine(area.bottomLeft(), area.topRight());
        return;
    }
    for (const double value : {-m_rmse, 0.0, m_rmse})
        painter.drawLine(QPointF(area.left(), level(value)), QPointF(area.right(), level(value)));
    painter.drawText(QPointF(area.left() + 4, level(m_rmse) - 3), tr("± RMSE %1").arg(lossText(m_rmse)));
}

void RegressionPlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    if (m_points.empty()) {
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(rect(), Qt::AlignCenter, tr("Appears when a trial has finished."));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    paintFrame(painter);
    QColor dot = theme.color(ColorRole::Accent);
    dot.setAlphaF(m_points.size() > 1000 ? 0.3f : 0.65f);
    painter.setPen(Qt::NoPen);
    painter.setBrush(dot);
    const double radius = m_points.size() > 1000 ? 1.8 : 2.8;
    for (const RegressionPoint& point : m_points)
        painter.drawEllipse(pixelOf(point), radius, radius);
    const auto ringed = std::find_if(m_points.begin(), m_points.end(),
                                     [&](const RegressionPoint& p) { return p.row == m_ringed; });
    if (ringed == m_points.end())
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(ColorRole::Text), 2));
    painter.drawEllipse(pixelOf(*ringed), 6, 6);
}

const RegressionPoint* RegressionPlot::nearest(QPointF pixel) const
{
    const RegressionPoint* found = nullptr;
    double least = kPointReach;
    for (const RegressionPoint& point : m_points) {
        const QPointF gap = pixelOf(point) - pixel;
        if (const double distance = std::hypot(gap.x(), gap.y()); distance < least) {
            least = distance;
            found = &point;
        }
    }
    return found;
}

void RegressionPlot::mouseMoveEvent(QMouseEvent* event)
{
    const RegressionPoint* point = nearest(event->position());
    setCursor(point ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (!point) {
        emit rowHovered({});
        return;
    }
    const double off = point->predicted - point->truth;
    emit rowHovered(tr("row %1: true %2, predicted %3, %4 by %5")
                        .arg(point->row)
                        .arg(lossText(point->truth), lossText(point->predicted),
                             off >= 0 ? tr("too high") : tr("too low"), lossText(std::abs(off))));
}

void RegressionPlot::mouseReleaseEvent(QMouseEvent* event)
{
    const RegressionPoint* point = nearest(event->position());
    m_ringed = point ? point->row : -1;
    update();
}

void RegressionPlot::leaveEvent(QEvent*)
{
    emit rowHovered({});
}

} // namespace tunescope::ui
