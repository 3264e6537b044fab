// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/switch.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace tunescope::ui {

Switch::Switch(QWidget* parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setProperty("focusRadius", 10);
}

void Switch::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF track(0.75, 0, 30.5, 16.5);
    track.moveTop((height() - track.height()) / 2);
    const bool on = isChecked();
    const QColor line = theme.color(!isEnabled() ? ColorRole::Border
                                    : on         ? ColorRole::Accent
                                                 : ColorRole::Control);
    painter.setPen(QPen(line, 1.5));
    painter.setBrush(theme.color(on ? ColorRole::Accent : ColorRole::Surface));
    painter.drawRoundedRect(track, track.height() / 2, track.height() / 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(on ? theme.color(ColorRole::OnAccent) : line);
    const double radius = 5;
    painter.drawEllipse(
        QPointF(on ? track.right() - radius - 3.2 : track.left() + radius + 3.2, track.center().y()), radius,
        radius);
}

} // namespace tunescope::ui
