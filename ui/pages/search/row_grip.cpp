// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/row_grip.h"

#include "ui/widgets/icon.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace tunescope::ui {

RowGrip::RowGrip(QWidget* parent) : QWidget(parent)
{
    setCursor(Qt::OpenHandCursor);
    setToolTip(tr("Drag to move the row"));
}

void RowGrip::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const double side = theme.scaled(theme.metrics.iconInline);
    const QRectF area((width() - side) / 2.0, (height() - side) / 2.0, side, side);
    drawIcon(painter, QStringLiteral("grip"), area, theme.color(ColorRole::Control));
}

void RowGrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    m_start = event->globalPosition().toPoint();
    m_dragging = false;
    setCursor(Qt::ClosedHandCursor);
}

void RowGrip::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint now = event->globalPosition().toPoint();
    if (!(event->buttons() & Qt::LeftButton))
        return;
    m_dragging = m_dragging || (now - m_start).manhattanLength() >= QApplication::startDragDistance();
    if (m_dragging)
        emit dragged(now);
}

void RowGrip::mouseReleaseEvent(QMouseEvent* event)
{
    setCursor(Qt::OpenHandCursor);
    if (m_dragging)
        emit released(event->globalPosition().toPoint());
    m_dragging = false;
}

} // namespace tunescope::ui
