// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and menu of CurveChartView.
#include "ui/charts/curve_chart_view.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QSvgGenerator>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kWheelStep = 1.2; ///< Zoom factor of one notch.
constexpr double kSmallestEpochs = 1.0;
constexpr double kSmallestShareOfValues = 0.01;

/// The range scaled by `factor` around the point at `share` of it, kept inside `whole`; no value = the whole.
std::optional<AxisRange> zoomed(AxisRange range, AxisRange whole, double share, double factor,
                                double smallest)
{
    const double length = std::max((range.high - range.low) * factor, smallest);
    if (length >= whole.high - whole.low)
        return std::nullopt;
    const double centre = range.low + share * (range.high - range.low);
    const double low = std::clamp(centre - share * length, whole.low, whole.high - length);
    return AxisRange{low, low + length};
}

} // namespace

void CurveChartView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_plot.area.adjusted(-4, -4, 4, 4).contains(event->position()))
        m_input = {event->position(), false, event->modifiers().testFlag(Qt::ShiftModifier)};
    event->accept();
}

void CurveChartView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (!m_input.pressed) {
        const bool inside = m_plot.area.contains(at);
        setCrosshair(inside ? std::optional<double>(std::round(m_plot.epochAt(at.x()))) : std::nullopt);
        emit crosshairMoved(m_marksItem->crosshair());
        if (inside)
            pointerMoved(at);
        else
            pointerLeft();
        return;
    }
    const double distance = (at - *m_input.pressed).manhattanLength();
    m_input.dragging = m_input.dragging || distance >= QApplication::startDragDistance();
    if (m_input.dragging)
        m_marksItem->setDragBox(dragBox(at));
}

void CurveChartView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_input.pressed)
        return;
    const QRectF box = dragBox(event->position());
    const Input input = std::exchange(m_input, {});
    m_marksItem->setDragBox({});
    if (input.dragging && input.brushing)
        brush(box);
    else if (input.dragging)
        zoomTo(QRectF(*input.pressed, event->position()).normalized());
    else
        pointClicked(event->position(), event->modifiers());
}

/// A brush is a band over all epochs: it picks trials by their value.
QRectF CurveChartView::dragBox(QPointF at) const
{
    QRectF box = QRectF(*m_input.pressed, at).normalized();
    if (m_input.brushing) {
        box.setLeft(m_plot.area.left());
        box.setRight(m_plot.area.right());
    }
    return box.intersected(m_plot.area);
}

void CurveChartView::brush(const QRectF& band)
{
    if (band.height() >= 1.0)
        emit valuesBrushed({m_plot.valueAt(band.bottom()), m_plot.valueAt(band.top())});
}

void CurveChartView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !pointDoubleClicked(event->position()))
        fit();
    event->accept();
}

void CurveChartView::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches == 0.0 || !m_plot.area.contains(event->position())) {
        event->ignore();
        return;
    }
    const double factor = std::pow(kWheelStep, -notches);
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        // Zoomed evenly along the axis as it is drawn, whatever its scale.
        const CurveAxis& axis = m_plot.y;
        const AxisRange all = m_axes.values.range();
        const AxisRange even{axis.even(axis.range().low), axis.even(axis.range().high)};
        const AxisRange whole{axis.even(all.low), axis.even(all.high)};
        const double share = (m_plot.area.bottom() - event->position().y()) / m_plot.area.height();
        const auto range =
            zoomed(even, whole, share, factor, kSmallestShareOfValues * (whole.high - whole.low));
        m_zoomedValues = range
                             ? std::optional(AxisRange{axis.fromEven(range->low), axis.fromEven(range->high)})
                             : std::nullopt;
    } else {
        const double share = (event->position().x() - m_plot.area.left()) / m_plot.area.width();
        m_zoomedEpochs = zoomed(m_plot.x.range(), m_axes.epochs, share, factor, kSmallestEpochs);
        emit epochsZoomed(m_zoomedEpochs);
    }
    applyAxes();
    event->accept();
}

void CurveChartView::leaveEvent(QEvent* event)
{
    QChartView::leaveEvent(event);
    setCrosshair(std::nullopt);
    emit crosshairMoved(std::nullopt);
    pointerLeft();
}

void CurveChartView::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    connect(menu.addAction(tr("Copy data")), &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(copyText()); });
    addReadAction(menu, *this);
    menu.addSeparator();
    QAction* fitAction = menu.addAction(tr("Fit"));
    fitAction->setEnabled(isZoomed());
    connect(fitAction, &QAction::triggered, this, &CurveChartView::fit);
    menu.exec(event->globalPos());
}

bool CurveChartView::writeImage(const QString& path)
{
    const QColor ground = themeOf(this).color(ColorRole::Surface);
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator picture;
        picture.setFileName(path);
        picture.setSize(size());
        picture.setViewBox(rect());
        picture.setTitle(accessibleName());
        QPainter painter;
        if (!painter.begin(&picture))
            return false;
        painter.fillRect(rect(), ground);
        QGraphicsView::render(&painter, rect(), rect());
        return painter.end();
    }
    QPixmap picture(size() * 2);
    picture.setDevicePixelRatio(2.0);
    picture.fill(ground);
    QWidget::render(&picture);
    return picture.save(path);
}

} // namespace tunescope::ui
