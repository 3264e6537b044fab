// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/shell/run_strip.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/top_bar.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/theme_manager.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr QSize kLeastSize(1024, 640);
constexpr QSize kDefaultSize(1440, 900);
constexpr int kShort = 700; ///< Below this height settings and help leave the rail.

QSize startSize(const QScreen* screen)
{
    const QSize room = screen ? screen->availableGeometry().size() : kDefaultSize;
    const auto fitted = [](int wanted, int available) {
        return available >= wanted ? wanted : available * 9 / 10;
    };
    return QSize(fitted(kDefaultSize.width(), room.width()), fitted(kDefaultSize.height(), room.height()))
        .expandedTo(kLeastSize);
}

} // namespace

MainWindow::MainWindow(ThemeManager& themes, QWidget* parent)
    : QMainWindow(parent)
    , m_themes(themes)
    , m_top(new TopBar)
    , m_rail(new Rail)
    , m_stack(new QStackedWidget)
    , m_strip(new RunStrip)
    , m_toasts(nullptr)
{
    setMinimumSize(kLeastSize);
    resize(startSize(screen()));
    setMenuWidget(m_top);
    auto* central = new QWidget;
    auto* all = new QVBoxLayout(central);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addWidget(m_stack, 1);
    all->addLayout(middle, 1);
    all->addWidget(m_strip);
    setCentralWidget(central);
    m_toasts = new ToastHost(this, m_strip->height());
    connect(m_rail, &Rail::itemChosen, this, &MainWindow::showPage);
    connect(m_top, &TopBar::themeToggled, &m_themes, &ThemeManager::toggle);
    connect(m_top, &TopBar::commandsWanted, this, &MainWindow::showCommands);
    makeOwnActions();
}

QAction* MainWindow::addOwnAction(const QString& text, const QKeySequence& keys, std::function<void()> slot)
{
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, [slot = std::move(slot)] { slot(); });
    addAction(action);
    return action;
}

void MainWindow::makeOwnActions()
{
    QAction* settings =
        addOwnAction(tr("Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma), [this] { showSettings(); });
    QAction* shortcuts =
        addOwnAction(tr("Keyboard shortcuts"), QKeySequence(Qt::Key_Question), [this] { showShortcuts(); });
    m_viewActions = {addOwnAction(tr("Light or dark theme"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
                                  [this] { m_themes.toggle(); }),
                     addOwnAction(tr("Find a command…"), QKeySequence(Qt::CTRL | Qt::Key_K), [this] { showCommands(); }),
                     // The key itself belongs to the charts: two owners of a key would both go without.
                     addOwnAction(tr("Read chart as table (Ctrl+Shift+T)"), {}, [this] { readChart(); }),
                     addOwnAction(tr("Full screen"), QKeySequence(Qt::Key_F11),
                                  [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); }),
                     addOwnAction(tr("Next region"), QKeySequence(Qt::Key_F6), [this] { focusRegion(1); }),
                     addOwnAction(tr("Previous region"), QKeySequence(Qt::SHIFT | Qt::Key_F6),
                                  [this] { focusRegion(-1); }),
                     nullptr,
                     settings};
    m_helpActions = {addOwnAction(tr("What is this?"), QKeySequence(Qt::Key_F1), [this] { explain(); }),
                     addOwnAction(tr("Glossary"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G),
                                  [this] { askGlossary(*this, {}); }),
                     nullptr, shortcuts, addOwnAction(tr("Recent messages"), {}, [this] { showMessages(); })};
    QToolButton* settingsButton = makeIconButton(QStringLiteral("settings"), tr("Settings"));
    QToolButton* helpButton = makeIconButton(QStringLiteral("help"), tr("Keyboard shortcuts"));
    connect(settingsButton, &QToolButton::clicked, settings, &QAction::trigger);
    connect(helpButton, &QToolButton::clicked, shortcuts, &QAction::trigger);
    m_rail->addFootButton(settingsButton);
    m_rail->addFootButton(helpButton);
}

void MainWindow::addPage(const QString& id, const QString& title, const QString& iconName, QWidget* page,
                         PagePlace place)
{
    m_pages.insert(id, {page, place});
    page->setWindowTitle(title);             // Heads its keys in the sheet of shortcuts.
    page->setProperty("ownFocusRing", true); // A ring around a whole page would say nothing.
    m_stack->addWidget(page);
    if (place == PagePlace::Apart)
        m_rail->addRule();
    if (place != PagePlace::FullScreen) {
        m_rail->addItem(id, title, iconName);
        const auto key = Qt::Key(Qt::Key_1 + m_pageActions.size());
        m_pageActions.append(addOwnAction(title, QKeySequence(Qt::CTRL | key), [this, id] { showPage(id); }));
    }
    if (m_current.isEmpty())
        showPage(id);
}

void MainWindow::setMenus(const WindowMenus& menus)
{
    const auto joined = [](QList<QAction*> first, const QList<QAction*>& second) {
        if (!first.isEmpty() && !second.isEmpty())
            first.append(nullptr);
        return first + second;
    };
    fillMenu(tr("File"), menus.file);
    fillMenu(tr("Edit"), menus.edit);
    fillMenu(tr("View"), joined(joined(m_pageActions, menus.view), m_viewActions));
    fillMenu(tr("Run"), menus.run);
    fillMenu(tr("Trial"), menus.trial);
    fillMenu(tr("Help"), joined(menus.help, m_helpActions));
}

void MainWindow::fillMenu(const QString& title, const QList<QAction*>& actions)
{
    if (actions.isEmpty())
        return;
    QMenu* menu = m_top->menuBar()->addMenu(title);
    for (QAction* action : actions)
        action ? menu->addAction(action) : static_cast<void>(menu->addSeparator());
}

void MainWindow::setUndoActions(QAction* undo, QAction* redo)
{
    m_top->setUndoActions(undo, redo);
}

void MainWindow::showPage(const QString& id)
{
    const auto page = m_pages.constFind(id);
    if (page == m_pages.constEnd())
        return;
    m_stack->setCurrentWidget(page->widget);
    m_rail->setCurrent(id);
    m_strip->setVisible(page->place == PagePlace::Rail);
    m_toasts->setBottomMargin(page->place == PagePlace::Rail ? m_strip->height() : 0);
    if (id == m_current)
        return;
    m_current = id;
    // The page itself, not its first button: Tab goes on from there, and no key changes anything unasked.
    page->widget->setFocus(Qt::OtherFocusReason);
    emit pageChanged(id);
}

void MainWindow::setMark(const QString& id, const RailMark& mark)
{
    m_rail->setMark(id, mark);
}

void MainWindow::setProject(const QString& name, const QString& saveState)
{
    m_top->setProject(name, saveState);
    setWindowTitle(name.isEmpty() ? QStringLiteral("Tunescope") : name + QStringLiteral(" \u2013 Tunescope"));
}

/// Rail, page and strip in turn: the first thing in the region that takes the Tab key gets the focus.
void MainWindow::focusRegion(int step)
{
    const QList<QWidget*> regions{m_rail, m_stack->currentWidget(), m_strip};
    const QWidget* focus = QApplication::focusWidget();
    qsizetype at = 0;
    for (qsizetype i = 0; i < regions.size(); ++i) {
        if (regions[i] && focus && (regions[i] == focus || regions[i]->isAncestorOf(focus)))
            at = i;
    }
    for (qsizetype tried = 0; tried < regions.size(); ++tried) {
        at = (at + step + regions.size()) % regions.size();
        if (!regions[at] || !regions[at]->isVisible())
            continue;
        for (QWidget* child : regions[at]->findChildren<QWidget*>()) {
            if (child->isVisible() && child->isEnabled() && child->focusPolicy() & Qt::TabFocus) {
                child->setFocus(Qt::TabFocusReason);
                return;
            }
        }
    }
}

void MainWindow::showSettings()
{
    SettingsDialog(m_themes, this).exec();
}

void MainWindow::showShortcuts()
{
    QList<ShortcutGroup> groups;
    for (const QAction* entry : m_top->menuBar()->actions()) {
        if (entry->menu())
            groups.append({entry->text(), entry->menu()->actions()});
    }
    for (int i = 0; i < m_stack->count(); ++i) {
        const QWidget* page = m_stack->widget(i);
        groups.append({tr("On the page %1").arg(page->windowTitle()), page->actions()});
    }
    ShortcutSheet(groups, this).exec();
}

/// Without a glossary the keys are all the help there is.
void MainWindow::explain()
{
    if (!explainFocused(*this))
        showShortcuts();
}

void MainWindow::showMessages()
{
    const QStringList& messages = m_toasts->messages();
    QMessageBox::information(this, tr("Recent messages"),
                             messages.isEmpty() ? tr("Nothing yet.") : messages.join(QLatin1Char('\n')));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    event->setAccepted(!m_mayClose || m_mayClose());
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_rail->setFootVisible(height() < kShort ? Qt::Unchecked : Qt::Checked);
}

} // namespace tunescope::ui
