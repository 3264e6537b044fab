// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QMenuBar;
class QToolButton;

namespace tunescope::ui {

class ElidedLabel;

/// The 46 px bar: mark, name, menus, project with its save state, command field, undo, redo, theme.
class TopBar : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(QWidget* parent = nullptr);

    [[nodiscard]] QPushButton* commandButton() const { return m_commands; }
    [[nodiscard]] QMenuBar* menuBar() const { return m_menus; }
    /// The state is "Saved", "Saving" or "Not saved"; empty texts hide the labels.
    void setProject(const QString& name, const QString& saveState);
    /// The buttons follow the actions, including their names ("Undo Narrow learning rate").
    void setUndoActions(QAction* undo, QAction* redo);

signals:
    void themeToggled();
    void commandsWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void placeProject();

    QLabel* m_mark;
    QMenuBar* m_menus;
    QWidget* m_project;
    ElidedLabel* m_name;
    QLabel* m_state;
    QPushButton* m_commands;
    QToolButton* m_undo;
    QToolButton* m_redo;
    QToolButton* m_theme;
};

} // namespace tunescope::ui
