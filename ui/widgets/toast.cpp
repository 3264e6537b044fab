// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <chrono>

namespace tunescope::ui {
namespace {

constexpr std::chrono::seconds kStay{8};
constexpr qsizetype kMostMessages = 100;

} // namespace

ToastHost::ToastHost(QWidget* window, int bottomMargin)
    : QWidget(window)
    , m_bottomMargin(bottomMargin)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_button(new QPushButton(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 7, 8, 7);
    layout->setSpacing(12);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    m_button->setProperty("extent", "small");
    // Reached by Ctrl+Z or the mouse: a passing message must not take the focus.
    m_button->setFocusPolicy(Qt::NoFocus);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kStay);
    connect(&m_timer, &QTimer::timeout, this, &ToastHost::dismiss);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const auto action = std::move(m_message.action);
        dismiss();
        if (action)
            action();
    });
    window->installEventFilter(this);
    hide();
}

void ToastHost::show(ToastMessage message)
{
    m_message = std::move(message);
    m_messages.append(m_message.text);
    if (m_messages.size() > kMostMessages)
        m_messages.removeFirst();
    m_text->setText(m_message.text);
    m_button->setText(m_message.actionText);
    m_button->setVisible(!m_message.actionText.isEmpty());
    colour();
    setAccessibleName(m_message.text);
    QWidget::show();
    place();
    raise();
    m_timer.start();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

/// In the theme of now: its ground is painted, so the words on it have to follow.
void ToastHost::colour()
{
    const Theme& theme = themeOf(this);
    const QColor ink = theme.color(ColorRole::TooltipText);
    m_icon->setPixmap(iconPixmap(m_message.iconName, ink, theme.scaled(16), devicePixelRatioF()));
    m_text->setStyleSheet(QStringLiteral("color: %1;").arg(ink.name()));
    m_button->setStyleSheet(
        QStringLiteral("QPushButton { background: transparent; color: %1; border-color: %1;"
                       " font-weight: 600; } QPushButton:hover { background: %2; }")
            .arg(ink.name(), blend(ink, theme.color(ColorRole::Tooltip), 0.2).name()));
    update();
}

void ToastHost::dismiss()
{
    m_timer.stop();
    hide();
}

void ToastHost::setBottomMargin(int margin)
{
    m_bottomMargin = margin;
    place();
}

void ToastHost::place()
{
    if (!isVisible())
        return;
    const QWidget* window = parentWidget();
    m_text->setWordWrap(false);
    const int most = window->width() - 48;
    if (sizeHint().width() > most)
        m_text->setWordWrap(true);
    const int width = std::clamp(sizeHint().width(), std::min(360, most), most);
    const int height = m_text->wordWrap() ? heightForWidth(width) : sizeHint().height();
    setGeometry((window->width() - width) / 2, window->height() - m_bottomMargin - height - 16, width,
                height);
}

bool ToastHost::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void ToastHost::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeOf(this).color(ColorRole::Tooltip));
    painter.drawRoundedRect(rect(), 6, 6);
}

void ToastHost::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void ToastHost::enterEvent(QEnterEvent* event)
{
    QWidget::enterEvent(event);
    m_timer.stop();
}

void ToastHost::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    m_timer.start();
}

} // namespace tunescope::ui
