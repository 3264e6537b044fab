// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail_button.h"

#include "ui/widgets/icon.h"

#include <QPainter>

namespace tunescope::ui {

RailButton::RailButton(const QString& title, const QString& iconName, QWidget* parent)
    : QAbstractButton(parent)
    , m_iconName(iconName)
{
    setText(title);
    setCheckable(true);
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setProperty("focusRadius", 8);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void RailButton::setMark(const RailMark& mark)
{
    m_mark = mark;
    setAccessibleDescription(mark.kind == RailMark::Kind::Number ? QString::number(mark.number)
                             : mark.kind == RailMark::Kind::Tick ? tr("ready")
                                                                 : QString());
    update();
}

QSize RailButton::sizeHint() const
{
    const Theme& theme = themeOf(this);
    return {std::max(theme.metrics.rail, theme.scaled(76)) - 4, std::max(58, 36 + theme.scaled(22))};
}

void RailButton::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF plate(6, 0.5, width() - 8.0, height() - 1.0);
    const bool on = isChecked();
    if (on || underMouse()) {
        painter.setPen(on ? QPen(theme.color(ColorRole::Border)) : QPen(Qt::NoPen));
        painter.setBrush(theme.color(on ? ColorRole::Surface : ColorRole::Hover));
        painter.drawRoundedRect(plate, theme.metrics.radiusCard, theme.metrics.radiusCard);
    }
    if (on) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::Accent));
        painter.drawRoundedRect(QRectF(0, height() / 2.0 - 16, 3, 32), 1.5, 1.5);
    }
    const QColor ink = theme.color(on ? ColorRole::Accent : ColorRole::Text2);
    const double side = theme.metrics.iconRail, middle = plate.center().x();
    drawIcon(painter, m_iconName, QRectF(middle - side / 2, 9, side, side), ink);
    QFont font = theme.font(TextStyle::Table);
    font.setWeight(on ? QFont::DemiBold : QFont::Medium);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(QRectF(0, 9 + side + 2, plate.right() + 6, theme.scaled(20)), Qt::AlignCenter,
                     QFontMetrics(font).elidedText(text(), Qt::ElideRight, width() - 2));
    const QPointF corner(plate.right() - 15, 13);
    if (m_mark.kind == RailMark::Kind::Tick) {
        drawIcon(painter, QStringLiteral("check"), QRectF(corner.x() - 7, corner.y() - 7, 14, 14),
                 theme.color(ColorRole::Ok));
    } else if (m_mark.kind == RailMark::Kind::Number) {
        QFont small = theme.font(TextStyle::Caption);
        small.setWeight(QFont::Bold);
        painter.setFont(small);
        const QString number = m_mark.number > 99 ? QStringLiteral("99+") : QString::number(m_mark.number);
        const double width = std::max(16.0, QFontMetricsF(small).horizontalAdvance(number) + 8);
        const QRectF pill(plate.right() - 7 - width, corner.y() - 8, width, 16);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::Accent));
        painter.drawRoundedRect(pill, 8, 8);
        painter.setPen(theme.color(ColorRole::OnAccent));
        painter.drawText(pill, Qt::AlignCenter, number);
    }
}

void RailButton::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void RailButton::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace tunescope::ui
