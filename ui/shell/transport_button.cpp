// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/transport_button.h"

#include "ui/widgets/icon.h"

#include <QPainter>

namespace tunescope::ui {

TransportButton::TransportButton(TransportLook look, QWidget* parent) : QAbstractButton(parent), m_look(look)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setProperty("focusRadius", 18);
}

void TransportButton::setFace(const QString& iconName, const QString& name, const QString& shortcut)
{
    m_iconName = iconName;
    setAccessibleName(name);
    setToolTip(QStringLiteral("%1 (%2)").arg(name, shortcut));
    update();
}

QSize TransportButton::sizeHint() const
{
    const int side = themeOf(this).metrics.transport;
    return {side, side};
}

void TransportButton::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool filled = m_look == TransportLook::Filled;
    const bool active = isEnabled() && (underMouse() || isDown());
    ColorRole ground = filled ? (active ? ColorRole::AccentHover : ColorRole::Accent)
                              : (active ? ColorRole::Hover : ColorRole::Surface);
    ColorRole ink = filled ? ColorRole::OnAccent : ColorRole::Text;
    if (!isEnabled()) {
        ground = filled ? ColorRole::Hover : ColorRole::Surface;
        ink = ColorRole::Disabled;
    }
    painter.setPen(filled ? QPen(Qt::NoPen)
                          : QPen(theme.color(isEnabled() ? ColorRole::Control : ColorRole::Border)));
    painter.setBrush(theme.color(ground));
    painter.drawEllipse(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    const double side = filled ? 20 : 18;
    drawIcon(painter, m_iconName, QRectF((width() - side) / 2, (height() - side) / 2, side, side),
             theme.color(ink));
}

void TransportButton::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void TransportButton::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace tunescope::ui
