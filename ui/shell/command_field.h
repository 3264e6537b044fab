// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QKeySequence>
#include <QList>
#include <QString>

#include <functional>

class QLineEdit;
class QListWidget;

namespace tunescope::ui {

/// Something that can be done by name.
struct Command {
    QString text;  ///< "Pause".
    QString place; ///< Where it stands otherwise: "Run".
    QKeySequence keys = {};
    std::function<void()> run = {};
};

/// Ctrl+K: every action of the program by typing a part of its name, and what else the program offers for the
/// words typed ("trial 45", settings). Up and Down choose, Enter does it, Escape leaves.
class CommandField : public QDialog
{
    Q_OBJECT

public:
    /// More commands for the text that is typed; called with every change.
    using More = std::function<QList<Command>(const QString& typed)>;

    CommandField(QList<Command> commands, More more, QWidget* parent = nullptr);

    [[nodiscard]] QLineEdit& field() const { return *m_field; }
    [[nodiscard]] QListWidget& list() const { return *m_list; }

    /// How well a command fits: 0 = not at all; more for a start of the name or of a word, then for every
    /// word typed that is in it.
    [[nodiscard]] static int fitOf(const QString& typed, const Command& command);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void runCurrent();

    QList<Command> m_commands;
    More m_more;
    QList<Command> m_shown;
    QLineEdit* m_field;
    QListWidget* m_list;
};

} // namespace tunescope::ui
