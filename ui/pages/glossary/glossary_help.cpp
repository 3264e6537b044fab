// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/glossary/glossary_help.h"

#include "ui/pages/glossary/glossary_dialog.h"
#include "ui/widgets/glossary_topic.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace tunescope::ui {

static_assert(kGlossaryTopicRole == kGlossaryItemRole); // Neither of the two libraries sees the other.

GlossaryHelp::GlossaryHelp(QWidget& window) : QObject(&window), m_window(window)
{
    qApp->installEventFilter(this);
}

GlossaryDialog* GlossaryHelp::dialog() const
{
    return m_dialog;
}

bool GlossaryHelp::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == GlossaryEvent::eventType() && !event->isAccepted()) {
        event->accept();
        open(static_cast<GlossaryEvent*>(event)->topic(), qobject_cast<QWidget*>(watched));
        return true;
    }
    // In the main window F1 is a shortcut of its own; other windows have none.
    if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent*>(event)->key() != Qt::Key_F1 ||
        static_cast<QKeyEvent*>(event)->modifiers() != Qt::NoModifier)
        return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || widget->window() == &m_window)
        return false;
    if (QWidget* popup = QApplication::activePopupWidget()) {
        // The menu offers "What is this?" with this key beside it: it is about the thing that was clicked.
        auto* action = popup->findChild<QAction*>(QStringLiteral("whatIsThis"), Qt::FindDirectChildrenOnly);
        popup->close();
        if (action) {
            action->trigger();
            return true;
        }
    }
    return explainFocused(m_window);
}

void GlossaryHelp::open(const QString& topic, QWidget* from)
{
    // A modal dialog lets only its own children be used.
    QWidget* parent = QApplication::activeModalWidget();
    if (!parent)
        parent = &m_window;
    if (!m_dialog || (m_dialog != parent && m_dialog->parentWidget() != parent)) {
        if (from && m_dialog && m_dialog->isAncestorOf(from))
            parent = m_dialog->parentWidget();
        else {
            delete m_dialog;
            m_dialog = new GlossaryDialog(parent);
            connect(m_dialog, &GlossaryDialog::lessonWanted, this, &GlossaryHelp::lessonWanted);
        }
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
    m_dialog->showEntry(topic);
}

} // namespace tunescope::ui
