// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/command_field.h"
#include "ui/shell/rail.h"

#include <QList>
#include <QMainWindow>
#include <QMap>

#include <functional>

class QStackedWidget;

namespace tunescope::ui {

class RunStrip;
class ThemeManager;
class ToastHost;
class TopBar;

/// What the menus offer besides the window's own entries (pages, theme, full screen, settings, shortcuts,
/// recent messages). A null action is a separator; a menu without entries is not shown.
struct WindowMenus {
    QList<QAction*> file, edit, view, run, trial, help;
};

enum class PagePlace {
    Rail,      ///< Has its entry in the rail and Ctrl+1, Ctrl+2, ...
    Apart,     ///< Likewise, below a rule and without run strip: Lessons.
    FullScreen ///< Reached by the program, without run strip: Welcome.
};

/// The window: it only places things. Pages, menus and the strip's contents are handed in.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(ThemeManager& themes, QWidget* parent = nullptr);

    /// Takes the page. The first page is shown.
    void addPage(const QString& id, const QString& title, const QString& iconName, QWidget* page,
                 PagePlace place = PagePlace::Rail);
    /// Call once, after the pages were added; the actions stay the caller's.
    void setMenus(const WindowMenus& menus);
    void setUndoActions(QAction* undo, QAction* redo);
    void showPage(const QString& id);
    [[nodiscard]] QString currentPage() const { return m_current; }
    void setMark(const QString& id, const RailMark& mark);
    void setProject(const QString& name, const QString& saveState);
    /// Commands for what is typed into the command field, besides those of menus and pages.
    void setMoreCommands(CommandField::More more) { m_moreCommands = std::move(more); }
    /// Asked before the window closes; false keeps it open.
    void setCloseQuestion(std::function<bool()> mayClose) { m_mayClose = std::move(mayClose); }

    [[nodiscard]] RunStrip* runStrip() const { return m_strip; }
    [[nodiscard]] ToastHost* toasts() const { return m_toasts; }

signals:
    void pageChanged(const QString& id);

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Page {
        QWidget* widget = nullptr;
        PagePlace place = PagePlace::Rail;
    };

    void makeOwnActions();
    void fillMenu(const QString& title, const QList<QAction*>& actions);
    void focusRegion(int step);
    void showSettings();
    void showShortcuts();
    void explain();
    void showMessages();
    void showCommands();
    void readChart();
    [[nodiscard]] QList<Command> commands() const;
    QAction* addOwnAction(const QString& text, const QKeySequence& keys, std::function<void()> slot);

    ThemeManager& m_themes;
    TopBar* m_top;
    Rail* m_rail;
    QStackedWidget* m_stack;
    RunStrip* m_strip;
    ToastHost* m_toasts;
    QMap<QString, Page> m_pages;
    QString m_current;
    QList<QAction*> m_pageActions;
    QList<QAction*> m_viewActions;
    QList<QAction*> m_helpActions;
    std::function<bool()> m_mayClose;
    CommandField::More m_moreCommands;
};

} // namespace tunescope::ui
