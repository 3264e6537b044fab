// SPDX-License-Identifier: GPL-3.0-or-later
// Keys and the row menu of TrialTableView.
#include "ui/pages/run/trial_table_view.h"

#include "ui/widgets/glossary_topic.h"


#include <QContextMenuEvent>
#include <QInputDialog>
#include <QKeyEvent>
#include <QMenu>

namespace tunescope::ui {
namespace {

QString whyText(const TrialSnapshot& trial)
{
    switch (trial.state) {
    case TrialState::Pruned:
        return TrialTableView::tr("Why was it stopped?");
    case TrialState::Diverged:
        return TrialTableView::tr("Why did it diverge?");
    case TrialState::Failed:
        return TrialTableView::tr("Why did it fail?");
    case TrialState::Queued:
    case TrialState::Running:
    case TrialState::Paused:
    case TrialState::Complete:
    case TrialState::Cancelled:
        break;
    }
    return TrialTableView::tr("Why did it end?");
}

} // namespace


void TrialTableView::keyPressEvent(QKeyEvent* event)
{
    const int trial = m_model.trialAt(currentIndex().row());
    if (event->matches(QKeySequence::Copy)) {
        copyRows();
    } else if (event->key() == Qt::Key_P && event->modifiers() == Qt::NoModifier) {
        for (const int selected : selectedTrials())
            m_study.togglePin(selected);
    } else if (event->key() == Qt::Key_Escape && !selectedTrials().isEmpty()) {
        clearSelection();
    } else if (event->key() == Qt::Key_Delete && trial >= 0 && m_actions.remove) {
        m_actions.remove(trial);
    } else {
        QTableView::keyPressEvent(event);
    }
}

void TrialTableView::editNote(int trial)
{
    const TrialSnapshot* snapshot = m_study.trial(trial);
    if (!snapshot)
        return;
    bool accepted = false;
    const QString note =
        QInputDialog::getText(this, tr("Note"), tr("Note on trial %1").arg(trial), QLineEdit::Normal,
                              QString::fromStdString(snapshot->note), &accepted);
    if (accepted)
        m_actions.setNote(trial, note);
}

void TrialTableView::contextMenuEvent(QContextMenuEvent* event)
{
    const int row =
        event->reason() == QContextMenuEvent::Keyboard ? currentIndex().row() : rowAt(event->pos().y());
    const int trial = m_model.trialAt(row);
    const TrialSnapshot* snapshot = m_study.trial(trial);
    if (!snapshot)
        return;
    QMenu menu(this);
    const auto offer = [&](const QString& text, const std::function<void(int)>& action) {
        if (action)
            connect(menu.addAction(text), &QAction::triggered, this, [action, trial] { action(trial); });
    };
    connect(menu.addAction(m_study.pinOf(trial) >= 0 ? tr("Unpin") : tr("Pin")), &QAction::triggered, this,
            [this, trial] { m_study.togglePin(trial); });
    if (isTold(snapshot->state))
        offer(whyText(*snapshot), m_actions.why);
    if (snapshot->finishedEpochs() > 0) {
        offer(tr("Twin with one change…"), m_actions.twin);
        offer(tr("Fork at an epoch…"), m_actions.fork);
        if (isTold(snapshot->state))
            offer(tr("Train longer…"), m_actions.longer);
    }
    menu.addSeparator();
    if (!isTold(snapshot->state))
        offer(tr("Stop this trial"), m_actions.stop);
    else
        offer(tr("Rerun with new seed"), m_actions.rerunWithNewSeed);
    offer(tr("Open in Search as fixed values"), m_actions.openInSearch);
    if (m_actions.setNote)
        connect(menu.addAction(tr("Note…")), &QAction::triggered, this, [this, trial] { editNote(trial); });
    connect(menu.addAction(tr("Copy rows")), &QAction::triggered, this, &TrialTableView::copyRows);
    menu.addSeparator();
    if (isTold(snapshot->state))
        offer(tr("Delete"), m_actions.remove);
    addGlossaryAction(menu, *this);
    const QPoint at = event->reason() == QContextMenuEvent::Keyboard
                          ? viewport()->mapToGlobal(visualRect(m_model.index(row, 1)).bottomLeft())
                          : event->globalPos();
    menu.exec(at);
}

} // namespace tunescope::ui
