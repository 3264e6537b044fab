// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/widgets/icon.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace tunescope::ui {

EmptyState::EmptyState(const QString& iconName, QWidget* parent)
    : QWidget(parent)
    , m_iconName(iconName)
    , m_icon(new QLabel)
    , m_headline(new QLabel)
    , m_sentence(new QLabel)
    , m_button(makeButton({}, ButtonKind::Primary))
{
    setTextStyle(m_headline, TextStyle::Section);
    setTextStyle(m_sentence, TextStyle::Body);
    setTone(m_sentence, ColorRole::Text2);
    m_sentence->setWordWrap(true);
    m_sentence->setMaximumWidth(460);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addStretch(1);
    for (QLabel* label : {m_icon, m_headline, m_sentence}) {
        label->setAlignment(Qt::AlignCenter);
        layout->addWidget(label, 0, Qt::AlignHCenter);
    }
    layout->addSpacing(4);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, &EmptyState::actionTriggered);
    refreshIcon();
}

void EmptyState::setMessage(const QString& headline, const QString& sentence)
{
    m_headline->setText(headline);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    // A wrapped label would otherwise shrink to its longest word.
    m_sentence->setMinimumWidth(std::min(460, m_sentence->fontMetrics().horizontalAdvance(sentence) + 8));
    setAccessibleName(headline);
    setAccessibleDescription(sentence);
}

void EmptyState::setAction(const QString& text, const QString& iconName)
{
    m_button->setVisible(!text.isEmpty());
    m_button->setText(iconName.isEmpty() ? text : QStringLiteral(" ") + text);
    m_button->setIcon(iconName.isEmpty() ? QIcon() : themedIcon(iconName, ColorRole::OnAccent));
    m_button->setAccessibleName(text);
}

void EmptyState::refreshIcon()
{
    const Theme& theme = themeOf(this);
    m_icon->setPixmap(
        iconPixmap(m_iconName, theme.color(ColorRole::Accent), theme.scaled(34), devicePixelRatioF()));
}

void EmptyState::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
}

} // namespace tunescope::ui
