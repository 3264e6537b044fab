// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip.h"

#include "ui/widgets/axis_scale.h"
#include "ui/widgets/icon.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace tunescope::ui {
namespace {

constexpr int kPad = 10;
constexpr int kIconGap = 5;

QFont chipFont(const Theme& theme)
{
    QFont font = theme.font(TextStyle::Table);
    font.setWeight(QFont::Medium);
    return font;
}

int chipHeight(const Theme& theme)
{
    return theme.scaled(22);
}

void drawPill(QPainter& painter, const QRect& rect, const QColor& ground)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect, rect.height() / 2.0, rect.height() / 2.0);
}

} // namespace

Chip::Chip(const QString& text, ColorRole ground, ColorRole ink, QWidget* parent)
    : QWidget(parent)
    , m_text(text)
    , m_ground(ground)
    , m_ink(ink)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void Chip::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Chip::setIconName(const QString& name)
{
    m_icon = name;
    updateGeometry();
    update();
}

void Chip::setRoles(ColorRole ground, ColorRole ink)
{
    m_ground = ground;
    m_ink = ink;
    update();
}

QSize Chip::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const int icon = m_icon.isEmpty() ? 0 : theme.scaled(14) + kIconGap;
    return {QFontMetrics(chipFont(theme)).horizontalAdvance(m_text) + 2 * kPad + icon, chipHeight(theme)};
}

void Chip::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    drawPill(painter, rect(), theme.color(m_ground));
    QRect area = rect().adjusted(kPad, 0, -kPad, 0);
    if (!m_icon.isEmpty()) {
        const int side = theme.scaled(14);
        drawIcon(painter, m_icon, QRectF(area.x() - 2, (height() - side) / 2.0, side, side),
                 theme.color(m_ink));
        area.setLeft(area.left() + side + kIconGap - 2);
    }
    painter.setFont(chipFont(theme));
    painter.setPen(theme.color(m_ink));
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, m_text);
}

FilterChip::FilterChip(const QString& text, ChipKind kind, QWidget* parent)
    : QAbstractButton(parent)
    , m_kind(kind)
{
    setText(text);
    setCheckable(kind == ChipKind::Check);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setProperty("focusRadius", 11);
}

void FilterChip::setCount(std::optional<qint64> count)
{
    if (count == m_count)
        return;
    m_count = count;
    setAccessibleName(count ? QStringLiteral("%1, %2").arg(text()).arg(*count) : text());
    updateGeometry();
    update();
}

QString FilterChip::countString() const
{
    return m_count ? countText(*m_count) : QString();
}

QSize FilterChip::sizeHint() const
{
    const Theme& theme = themeOf(this);
    int width = QFontMetrics(chipFont(theme)).horizontalAdvance(text()) + 2 * kPad;
    if (m_count)
        width += QFontMetrics(theme.font(TextStyle::Number)).horizontalAdvance(countString()) + kIconGap;
    if (m_kind == ChipKind::Closable)
        width += theme.scaled(14) + 2;
    return {width, chipHeight(theme)};
}

QRectF FilterChip::crossRect() const
{
    const double side = themeOf(this).scaled(14);
    return {width() - side - 6, (height() - side) / 2.0, side, side};
}

void FilterChip::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    const bool strong = isChecked() || m_kind == ChipKind::Closable;
    QPainter painter(this);
    drawPill(painter, rect(),
             theme.color(strong                        ? ColorRole::AccentSoft
                         : underMouse() && isEnabled() ? ColorRole::Border
                                                       : ColorRole::Hover));
    const QColor ink = theme.color(!isEnabled() ? ColorRole::Disabled
                                   : strong     ? ColorRole::Accent
                                                : ColorRole::Text2);
    const QRect area = rect().adjusted(kPad, 0, -kPad, 0);
    painter.setFont(chipFont(theme));
    painter.setPen(ink);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, text());
    const int advance = QFontMetrics(painter.font()).horizontalAdvance(text()) + kIconGap;
    painter.setFont(theme.font(TextStyle::Number));
    painter.drawText(area.adjusted(advance, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, countString());
    if (m_kind == ChipKind::Closable)
        drawIcon(painter, QStringLiteral("close"), crossRect(), ink);
}

void FilterChip::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_kind == ChipKind::Closable && crossRect().adjusted(-4, -6, 6, 6).contains(event->position())) {
        setDown(false);
        emit closeRequested();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void FilterChip::keyPressEvent(QKeyEvent* event)
{
    if (m_kind == ChipKind::Closable &&
        (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)) {
        emit closeRequested();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void FilterChip::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void FilterChip::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace tunescope::ui
