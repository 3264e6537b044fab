// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare/pin_head.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/painting.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QTimer>

#include <chrono>

namespace tunescope::ui {
namespace {

using namespace std::chrono_literals;

} // namespace

void drawPinBadge(QPainter& painter, const Theme& theme, int pin, const QRectF& box)
{
    const PinStyle& style = theme.pin(pin);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.color);
    painter.drawRoundedRect(box, 4, 4);
    QFont font = theme.font(TextStyle::Caption);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(textColorOn(style.color));
    painter.drawText(box, Qt::AlignCenter, style.letter);
}

PinHead::PinHead(QWidget* parent)
    : QWidget(parent)
    , m_close(makeIconButton(QStringLiteral("close"), tr("Unpin")))
{
    m_close->setParent(this);
    m_close->setFixedSize(24, 24);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::OpenHandCursor);
    setToolTip(tr("Drag to another place; Ctrl+Left and Ctrl+Right do the same"));
    connect(m_close, &QToolButton::clicked, this, &PinHead::unpinRequested);
}

void PinHead::setContent(const Content& content)
{
    m_content = content;
    setAccessibleName(tr("%1, %2, %3").arg(content.title, content.summary, content.score));
    update();
}

void PinHead::flash()
{
    m_isFlashing = true;
    update();
    QTimer::singleShot(600ms, this, [this] {
        m_isFlashing = false;
        update();
    });
}

void PinHead::resizeEvent(QResizeEvent*)
{
    m_close->move(width() - 32, 16);
}

void PinHead::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    if (m_isFlashing || m_isDragged)
        painter.fillRect(rect(), theme.color(ColorRole::AccentSoft));
    painter.fillRect(QRectF(0, 0, width(), 3), theme.pin(m_content.pin).color);
    drawPinBadge(painter, theme, m_content.pin, {12, 19, 18, 18});
    const double right = width() - 38.0;
    QFont numbers = theme.font(TextStyle::Card);
    painter.setFont(theme.font(TextStyle::Caption));
    const double noteWidth = painter.fontMetrics().horizontalAdvance(m_content.scoreNote);
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(QRectF(38, 29, right - 38, 17), Qt::AlignRight | Qt::AlignVCenter, m_content.scoreNote);
    const double room = right - 38 - noteWidth - 8;
    painter.drawText(
        QRectF(38, 29, room, 17), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_content.summary, Qt::ElideRight, static_cast<int>(room)));
    painter.setFont(numbers);
    painter.setPen(theme.color(ColorRole::Text));
    painter.drawText(QRectF(38, 9, right - 38, 20), Qt::AlignLeft | Qt::AlignVCenter, m_content.title);
    numbers = theme.font(TextStyle::Number);
    numbers.setPixelSize(theme.scaled(14));
    numbers.setBold(true);
    painter.setFont(numbers);
    painter.setPen(theme.color(m_content.best == Qt::Checked ? ColorRole::Best : ColorRole::Text));
    painter.drawText(QRectF(38, 9, right - 38, 20), Qt::AlignRight | Qt::AlignVCenter, m_content.score);
    if (hasFocus())
        drawFocusRing(painter, QRectF(rect()).adjusted(4, 6, -4, -4), theme.metrics.radiusControl, theme);
}

void PinHead::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_pressed = event->pos();
}

void PinHead::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressed || (event->pos() - *m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    m_isDragged = true;
    setCursor(Qt::ClosedHandCursor);
    update();
}

void PinHead::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_pressed)
        return;
    m_pressed.reset();
    setCursor(Qt::OpenHandCursor);
    update();
    if (std::exchange(m_isDragged, false))
        emit dropped(event->globalPosition().toPoint());
    else
        emit clicked();
}

void PinHead::keyPressEvent(QKeyEvent* event)
{
    const bool isMove = event->modifiers().testFlag(Qt::ControlModifier) &&
                        (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right);
    if (isMove)
        emit moveRequested(event->key() == Qt::Key_Left ? -1 : 1);
    else if (event->key() == Qt::Key_Delete)
        emit unpinRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tunescope::ui
