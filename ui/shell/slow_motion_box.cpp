// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/slow_motion_box.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/switch.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

namespace tunescope::ui {

SlowMotionBox::SlowMotionBox(QWidget* parent) : QWidget(parent), m_words(new QLabel), m_switch(new Switch)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* title = new QLabel(tr("Slow motion"));
    setTextStyle(title, TextStyle::Table);
    setTextStyle(m_words, TextStyle::Caption);
    setTone(m_words, ColorRole::Text3);
    auto* text = new QVBoxLayout;
    text->setSpacing(0);
    text->addWidget(title);
    text->addWidget(m_words);
    QToolButton* menu = makeIconButton(QStringLiteral("down"), tr("Speed of slow motion"));
    menu->setIconSize({15, 15});
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(36, 3, 5, 3);
    layout->setSpacing(8);
    layout->addLayout(text);
    layout->addWidget(m_switch);
    layout->addSpacing(6);
    layout->addWidget(menu);
    m_switch->setAccessibleName(tr("Slow motion"));
    m_switch->setToolTip(tr("Plays recorded epochs back (Shift+Space). The workers run on at full pace."));
    connect(m_switch, &Switch::clicked, this, [this](bool on) {
        describe();
        emit toggled(on);
    });
    connect(menu, &QToolButton::clicked, this, [this, menu] { showMenu(menu); });
    describe();
}

void SlowMotionBox::setOn(Qt::CheckState on)
{
    m_switch->setChecked(on == Qt::Checked);
    describe();
}

void SlowMotionBox::setSpeed(int epochsPerSecond)
{
    m_speed = std::clamp(epochsPerSecond, 1, 60);
    describe();
}

void SlowMotionBox::describe()
{
    m_words->setText(m_switch->isChecked() ? tr("%1 epochs a second").arg(m_speed) : tr("off, full pace"));
    // The same width on and off, so that nothing beside it moves.
    m_words->setMinimumWidth(m_words->fontMetrics().horizontalAdvance(tr("%1 epochs a second").arg(60)) + 2);
}

void SlowMotionBox::showMenu(QWidget* below)
{
    QMenu menu(this);
    auto* group = new QActionGroup(&menu);
    for (const int speed : {1, 3, 6, 15, 30, 60}) {
        QAction* action =
            menu.addAction(speed == 1 ? tr("1 epoch a second") : tr("%1 epochs a second").arg(speed));
        action->setCheckable(true);
        action->setChecked(speed == m_speed);
        action->setActionGroup(group);
        connect(action, &QAction::triggered, this, [this, speed] {
            setSpeed(speed);
            emit speedChosen(speed);
        });
    }
    menu.exec(below->mapToGlobal(QPoint(0, -menu.sizeHint().height())));
}

void SlowMotionBox::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(ColorRole::Control));
    painter.setBrush(theme.color(ColorRole::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    drawIcon(painter, QStringLiteral("slow"), QRectF(11, (height() - 18) / 2.0, 18, 18),
             theme.color(ColorRole::Text));
    const double x = m_switch->geometry().right() + 10.5;
    painter.setPen(theme.color(ColorRole::Border));
    painter.drawLine(QPointF(x, 8), QPointF(x, height() - 8));
}

} // namespace tunescope::ui
