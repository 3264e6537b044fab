// SPDX-License-Identifier: GPL-3.0-or-later
// What the command field of the window offers.
#include "ui/shell/main_window.h"
#include "ui/shell/top_bar.h"
#include "ui/widgets/readable_chart.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>

namespace tunescope::ui {

/// Every enabled entry of the menus, and the keys of the pages: those act on their page, which is shown
/// first.
QList<Command> MainWindow::commands() const
{
    QList<Command> all;
    for (const QAction* menu : m_top->menuBar()->actions()) {
        if (!menu->menu())
            continue;
        for (QAction* action : menu->menu()->actions()) {
            if (!action->isSeparator() && action->isEnabled() && !action->menu())
                all.append(
                    {action->text(), menu->text(), action->shortcut(), [action] { action->trigger(); }});
        }
    }
    for (auto page = m_pages.constBegin(); page != m_pages.constEnd(); ++page) {
        for (QAction* action : page->widget->actions()) {
            if (action->isEnabled())
                all.append({action->text(), page->widget->windowTitle(), action->shortcut(),
                            [window = const_cast<MainWindow*>(this), id = page.key(), action] {
                                window->showPage(id);
                                action->trigger();
                            }});
        }
    }
    return all;
}

/// The chart that has the focus, otherwise the first one that is seen on the page.
void MainWindow::readChart()
{
    for (QWidget* widget = QApplication::focusWidget(); widget; widget = widget->parentWidget()) {
        if (dynamic_cast<ReadableChart*>(widget)) {
            showAsTable(*widget);
            return;
        }
    }
    for (QWidget* widget : m_stack->currentWidget()->findChildren<QWidget*>()) {
        if (widget->isVisible() && dynamic_cast<ReadableChart*>(widget)) {
            showAsTable(*widget);
            return;
        }
    }
}

void MainWindow::showCommands()
{
    auto* field = new CommandField(commands(), m_moreCommands, this);
    field->setAttribute(Qt::WA_DeleteOnClose);
    field->move(mapToGlobal(QPoint((width() - field->width()) / 2, m_top->height() + 6)));
    field->show();
    field->activateWindow();
}

} // namespace tunescope::ui
