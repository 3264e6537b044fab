// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QPainter>

namespace tunescope::ui {
namespace {

constexpr int kRoomForCommands = 1140;

void bind(QToolButton* button, QAction* action, const QString& iconName)
{
    action->setIcon(themedIcon(iconName));
    button->setDefaultAction(action);
    button->show();
}

} // namespace

TopBar::TopBar(QWidget* parent)
    : QWidget(parent)
    , m_mark(new QLabel)
    , m_menus(new QMenuBar)
    , m_project(new QWidget(this))
    , m_name(new ElidedLabel)
    , m_state(new QLabel)
    , m_commands(makeButton(tr("Find a command"), ButtonKind::Secondary, QStringLiteral("search"), ButtonSize::Small))
    , m_undo(makeIconButton(QStringLiteral("undo"), tr("Undo")))
    , m_redo(makeIconButton(QStringLiteral("redo"), tr("Redo")))
    , m_theme(makeIconButton(QStringLiteral("moon"), tr("Dark theme")))
{
    setFixedHeight(themeOf(this).metrics.topBar);
    auto* name = new QLabel(QStringLiteral("Tunescope"));
    setTextStyle(name, TextStyle::Card);
    setTextStyle(m_name, TextStyle::Body);
    setTextStyle(m_state, TextStyle::Caption);
    setTone(m_state, ColorRole::Text3);
    m_menus->setNativeMenuBar(false);
    m_menus->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Maximum);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 0, 12, 1);
    layout->setSpacing(8);
    layout->addWidget(m_mark);
    layout->addWidget(name);
    layout->addSpacing(2);
    layout->addWidget(m_menus);
    layout->addStretch(1);
    layout->addWidget(m_commands);
    layout->addSpacing(4);
    for (QToolButton* button : {m_undo, m_redo, m_theme})
        layout->addWidget(button);
    m_undo->hide();
    m_redo->hide();
    auto* project = new QHBoxLayout(m_project);
    project->setContentsMargins(0, 0, 0, 0);
    project->setSpacing(10);
    project->addWidget(m_name);
    project->addWidget(m_state);
    m_commands->setObjectName(QStringLiteral("commandButton"));
    m_commands->setToolTip(tr("Every command by name, trials and settings (Ctrl+K)"));
    connect(m_commands, &QPushButton::clicked, this, &TopBar::commandsWanted);
    connect(m_theme, &QToolButton::clicked, this, &TopBar::themeToggled);
    refresh();
}

void TopBar::setProject(const QString& name, const QString& saveState)
{
    m_name->setText(name);
    m_state->setText(saveState);
    placeProject();
}

void TopBar::setUndoActions(QAction* undo, QAction* redo)
{
    bind(m_undo, undo, QStringLiteral("undo"));
    bind(m_redo, redo, QStringLiteral("redo"));
}

/// In the middle of the window while the menus leave room, otherwise right of them.
void TopBar::placeProject()
{
    const int left = m_menus->geometry().right() + 16;
    const QWidget* next = m_commands->isVisible() ? static_cast<QWidget*>(m_commands) : m_undo->isVisible() ? m_undo : m_theme;
    const int right = next->x() - 16;
    const int width = std::max(0, std::min(m_project->sizeHint().width(), right - left));
    const int x = std::clamp((this->width() - width) / 2, left, std::max(left, right - width));
    m_project->setGeometry(x, 0, width, height() - 1);
    m_project->setVisible(!m_name->text().isEmpty() && width > 40);
}

void TopBar::refresh()
{
    const Theme& theme = themeOf(this);
    const bool light = theme.scheme == Scheme::Light;
    m_mark->setPixmap(markPixmap(theme, 24, devicePixelRatioF()));
    m_theme->setIcon(themedIcon(light ? QStringLiteral("moon") : QStringLiteral("sun")));
    const QString words = (light ? tr("Dark theme") : tr("Light theme")) + QStringLiteral(" (Ctrl+Shift+L)");
    m_theme->setToolTip(words);
    m_theme->setAccessibleName(light ? tr("Dark theme") : tr("Light theme"));
}

void TopBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(ColorRole::Surface));
    painter.setPen(theme.color(ColorRole::Border));
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

void TopBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void TopBar::resizeEvent(QResizeEvent*)
{
    m_commands->setVisible(width() >= themeOf(this).scaled(kRoomForCommands)); // Ctrl+K stays.
    layout()->activate();
    placeProject();
}

} // namespace tunescope::ui
