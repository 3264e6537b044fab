// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lessons/numbered_button.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kGap = 10; ///< Between circle and words.
constexpr int kSide = 10;

} // namespace

NumberedButton::NumberedButton(int number, const QString& text, Look look, QWidget* parent)
    : QAbstractButton(parent)
    , m_number(number)
    , m_look(look)
{
    setText(text);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(look == Look::Row ? QSizePolicy::Expanding : QSizePolicy::Preferred, QSizePolicy::Fixed);
    setState(State::Open);
}

void NumberedButton::setState(State state)
{
    m_state = state;
    const QString words = m_look == Look::Row ? tr("Lesson %1, %2").arg(m_number).arg(text()) : tr("Step %1, %2").arg(m_number).arg(text());
    setAccessibleName(words);
    setAccessibleDescription(state == State::Done ? tr("done") : state == State::Current ? tr("shown now") : QString());
    update();
}

void NumberedButton::setCompact(Qt::CheckState compact)
{
    m_compact = compact;
    setToolTip(isCompact() ? text() : QString());
    updateGeometry();
    update();
}

double NumberedButton::circle() const
{
    return themeOf(this).scaled(m_look == Look::Row ? 20 : 18);
}

QSize NumberedButton::sizeHint() const
{
    const Theme& theme = themeOf(this);
    QFont font = theme.font(m_look == Look::Row ? TextStyle::Table : TextStyle::Body);
    font.setWeight(QFont::DemiBold);
    const int high = theme.scaled(m_look == Look::Row ? 38 : 28);
    if (isCompact())
        return {static_cast<int>(circle()) + 2 * kSide, high};
    const int side = m_look == Look::Row ? 2 * kSide : 6;
    return {static_cast<int>(circle()) + kGap + QFontMetrics(font).horizontalAdvance(text()) + side + 4, high};
}

QSize NumberedButton::minimumSizeHint() const
{
    return m_look == Look::Row ? QSize(static_cast<int>(circle()) + 2 * kSide, sizeHint().height()) : sizeHint();
}

void NumberedButton::paintCircle(QPainter& painter, const QRectF& box) const
{
    const Theme& theme = themeOf(this);
    if (m_state == State::Done) {
        drawIcon(painter, QStringLiteral("check-circle"), box.adjusted(-1, -1, 1, 1), theme.color(ColorRole::Ok));
        return;
    }
    const bool filled = m_state == State::Current;
    painter.setPen(QPen(theme.color(filled ? ColorRole::Accent : ColorRole::Control), 1.3));
    painter.setBrush(filled ? QBrush(theme.color(ColorRole::Accent)) : QBrush(Qt::NoBrush));
    painter.drawEllipse(box.adjusted(0.7, 0.7, -0.7, -0.7));
    QFont font = theme.font(TextStyle::Caption);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.color(filled ? ColorRole::OnAccent : ColorRole::Text2));
    painter.drawText(box, Qt::AlignCenter, QString::number(m_number));
}

void NumberedButton::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isRow = m_look == Look::Row;
    if (isRow && (m_state == State::Current || isChecked() || underMouse())) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(isChecked() ? ColorRole::AccentSoft : ColorRole::Hover));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0, 1, 0, -1), theme.metrics.radiusControl, theme.metrics.radiusControl);
    }
    const double side = circle();
    const double left = isCompact() ? (width() - side) / 2 : isRow ? kSide : 2;
    const QRectF box(left, (height() - side) / 2, side, side);
    paintCircle(painter, box);
    if (isCompact())
        return;
    const bool strong = isRow ? isChecked() : m_state == State::Current;
    QFont font = theme.font(isRow ? TextStyle::Table : TextStyle::Body);
    font.setWeight(strong ? QFont::DemiBold : QFont::Medium);
    painter.setFont(font);
    const ColorRole ink = !isEnabled() ? ColorRole::Text3
                          : isRow      ? ColorRole::Text
                          : m_state == State::Current ? ColorRole::Accent
                          : m_state == State::Done    ? ColorRole::Ok
                                                      : ColorRole::Text2;
    painter.setPen(theme.color(ink));
    const QRectF words(box.right() + kGap - (isRow ? 0 : 3), 0, width() - box.right() - kGap - 2, height());
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(font).elidedText(text(), Qt::ElideRight, static_cast<int>(words.width()) + 1));
}

void NumberedButton::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void NumberedButton::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace tunescope::ui
