// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/close_question.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QStringList>

namespace tunescope::ui {
namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(CloseQuestion)
};

} // namespace

CloseAnswer askWhetherToClose(const StudySnapshot& snapshot, QWidget* parent)
{
    QStringList trials;
    for (std::size_t i = 0; i < snapshot.size(); ++i) {
        const TrialSnapshot& trial = snapshot.trial(i);
        if (trial.state == TrialState::Running)
            trials << Words::tr("trial %1 at epoch %2").arg(trial.number()).arg(trial.finishedEpochs());
    }
    QMessageBox box(parent);
    box.setIcon(QMessageBox::Question);
    box.setText(Words::tr("The search is still running."));
    QString detail = Words::tr("Finished trials are saved.");
    if (!trials.isEmpty())
        detail += QLatin1Char(' ') + Words::tr("What is still training (%1) continues next time.").arg(trials.join(QLatin1String(", ")));
    box.setInformativeText(detail);
    QPushButton* keep = box.addButton(Words::tr("Keep running"), QMessageBox::RejectRole);
    QPushButton* close = box.addButton(Words::tr("Pause and close"), QMessageBox::AcceptRole);
    box.setDefaultButton(close);
    box.setEscapeButton(keep);
    box.exec();
    return box.clickedButton() == close ? CloseAnswer::PauseAndClose : CloseAnswer::KeepRunning;
}

} // namespace tunescope::ui
