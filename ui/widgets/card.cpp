// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace tunescope::ui {

Card::Card(const QString& title, CardHead head, QWidget* parent)
    : QWidget(parent)
    , m_headKind(head)
    , m_head(new QWidget(this))
    , m_headLayout(new QHBoxLayout(m_head))
    , m_title(new QLabel(title))
    , m_note(new QLabel)
    , m_body(new QVBoxLayout)
{
    const ThemeMetrics& metrics = themeOf(this).metrics;
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(1, 1, 1, 1);
    all->setSpacing(0);
    m_headLayout->setContentsMargins(metrics.cardPad, 0, metrics.cardPad - 4, 0);
    m_headLayout->setSpacing(8);
    m_head->setMinimumHeight(metrics.cardHead);
    m_head->setVisible(head != CardHead::None);
    setTextStyle(m_title, TextStyle::Card);
    setTextStyle(m_note, TextStyle::Caption);
    setTone(m_note, ColorRole::Text3);
    m_note->hide();
    m_headLayout->addWidget(m_title);
    m_title->setHidden(title.isEmpty());
    m_headLayout->addWidget(m_note);
    m_headLayout->addStretch(1);
    m_body->setContentsMargins(metrics.cardPad, head == CardHead::Plain ? 2 : metrics.cardPad,
                               metrics.cardPad, metrics.cardPad);
    m_body->setSpacing(8);
    all->addWidget(m_head);
    all->addLayout(m_body, 1);
    setAccessibleName(title);
}

void Card::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setHidden(title.isEmpty());
    setAccessibleName(title);
}

void Card::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void Card::addHeadWidget(QWidget* widget)
{
    m_headLayout->addWidget(widget);
}

void Card::addTitleWidget(QWidget* widget)
{
    // Before the stretch that keeps the other widgets on the right.
    for (int i = 0; i < m_headLayout->count(); ++i) {
        if (m_headLayout->itemAt(i)->spacerItem()) {
            m_headLayout->insertWidget(i, widget);
            return;
        }
    }
}

void Card::removePadding()
{
    m_body->setContentsMargins(0, 0, 0, 0);
}

void Card::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(ColorRole::Border));
    painter.setBrush(theme.color(ColorRole::Surface));
    const double radius = theme.metrics.radiusCard;
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (m_headKind == CardHead::Ruled)
        painter.drawLine(QPointF(1, m_head->height() + 0.5), QPointF(width() - 1, m_head->height() + 0.5));
}

} // namespace tunescope::ui
