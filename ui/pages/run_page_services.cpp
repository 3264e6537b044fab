// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run_page_services.h"

#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/viewmodels/time_text.h"
#include "ui/viewmodels/trial_queue.h"
#include "ui/viewmodels/value_text.h"

#include <QCoreApplication>
#include <QUndoCommand>
#include <QUndoStack>

namespace tunescope::ui {
namespace {

constexpr int kBoundarySide = 96; ///< Places along each axis of the decision boundary.

QString tr(const char* text)
{
    return QCoreApplication::translate("RunPage", text);
}

class DeleteTrial : public QUndoCommand
{
public:
    DeleteTrial(ProjectController& project, int trial)
        : QUndoCommand(tr("Delete trial %1").arg(trial))
        , m_project(project)
        , m_trial(trial)
    {
    }

    void redo() override { mark(true); }
    void undo() override { mark(false); }

private:
    void mark(bool deleted)
    {
        if (m_project.service().isOpen())
            m_project.service().runner().setDeleted(m_trial, deleted);
    }

    ProjectController& m_project;
    int m_trial;
};

/// The draft with every setting of the trial fixed at its value; what the trial does not have is left alone.
void fixSettings(ProjectController& project, int trial)
{
    const TrialSnapshot* snapshot = project.study().trial(trial);
    if (!snapshot)
        return;
    StudyConfig draft = project.draft();
    for (const auto& [name, value] : snapshot->start.params)
        draft.stage.fixed.set(name, value);
    // A setting that the trial has no value for hangs on another one; it is neither searched nor fixed now.
    draft.stage.space = SearchSpace();
    project.setDraft(draft, tr("Fix the settings of trial %1").arg(trial));
}

TrialActions trialActions(ProjectController& project)
{
    TrialActions actions;
    actions.stop = [&project](int trial) { project.service().runner().stopTrial(trial); };
    actions.rerunWithNewSeed = [&project](int trial) {
        const TrialSnapshot* snapshot = project.study().trial(trial);
        StudyRunner* runner = project.runner();
        if (!snapshot || !runner)
            return;
        runner->enqueue(snapshot->start.params, {OriginKind::Repeat, trial});
        if (runner->state() == RunnerState::Idle || runner->state() == RunnerState::Finished)
            runner->startQueued(project.workers());
    };
    actions.openInSearch = [&project](int trial) { fixSettings(project, trial); };
    actions.setNote = [&project](int trial, const QString& note) {
        project.service().runner().setNote(trial, note.toStdString());
    };
    actions.remove = [&project](int trial) {
        project.undoStack().push(new DeleteTrial(project, trial));
        emit project.messagePosted({.kind = Message::Kind::Info,
                                    .headline = tr("Trial %1 was deleted.").arg(trial),
                                    .actionText = tr("Undo"),
                                    .action = [&project] { project.undoStack().undo(); }});
    };
    return actions;
}

ExperimentPorts experimentPorts(ProjectController& project, TrialQueue& queue, const RunPlaces& places)
{
    StudyService* service = &project.service();
    ExperimentPorts ports;
    ports.queue = [&queue](const QueueRequest& request) { queue.push(request); };
    ports.settings = [&project] { return project.facts() ? settingEntries(*project.facts()) : std::vector<SettingEntry>(); };
    ports.results = [&project, service](int trial, std::function<void(const std::vector<ExperimentResult>&)> then) {
        project.inBackground<std::vector<ExperimentResult>>(
            "experiments",
            [service, trial] {
                const auto study = service->stored();
                return study ? experimentsOf(*study, trial) : std::vector<ExperimentResult>();
            },
            std::move(then));
    };
    ports.ghost = [&project, service](int trial, std::function<void(const std::optional<ExtraRun>&)> then) {
        project.inBackground<std::optional<ExtraRun>>(
            "ghost",
            [service, trial]() -> std::optional<ExtraRun> {
                const auto study = service->stored();
                for (const ExtraRun& run : study ? study->extraRuns : std::vector<ExtraRun>()) {
                    if (run.kind == ExtraKind::Ghost && run.trial == trial)
                        return run;
                }
                return std::nullopt;
            },
            std::move(then));
    };
    ports.note = [&project, service](const QString& text) {
        project.inBackground<Result<void>>(
            "experiment note", [service, text = text.toStdString()] { return service->writeNotebook("note", text); },
            [&project](const Result<void>& written) {
                const ErrorWords words = written ? ErrorWords{tr("It is in the notebook."), {}} : errorWords(written.error());
                emit project.messagePosted({written ? Message::Kind::Success : Message::Kind::Warning, words.headline, words.detail});
            });
    };
    ports.confirm = places.confirm;
    ports.compare = places.compare;
    ports.proposal = places.proposal;
    return ports;
}

QString readyText(ProjectController& project)
{
    const StudyConfig& draft = project.draft();
    const std::optional<int> trials = draft.stage.budget.trials;
    const std::optional<TimeEstimate>& estimate = project.estimate();
    const QString count =
        trials ? tr("%1 trials are ready").arg(wholeText(*trials)) : tr("The search is ready");
    if (!estimate || !trials)
        return count + u'.';
    const double seconds = estimate->trialSeconds * *trials / std::max(1, project.workers());
    QString time = remainingText(seconds, QDateTime::currentDateTime());
    time = time.section(tr(" left"), 0, 0);
    return tr("%1, %2.").arg(count, time);
}

} // namespace

RunPageServices runPageServices(ProjectController& project, PlaybackModel& playback, RunPlaces places)
{
    auto* queue = new TrialQueue(project); // The project owns it.
    return {.study = project.study(),
            .playback = &playback,
            .data = trialDataSource(project),
            .actions = trialActions(project),
            .boundary =
                [&project](int trial, int epoch, TrialDataSource::Answer<DecisionPlane> answer) {
                    StudyService* service = &project.service();
                    project.inBackground<Result<DecisionPlane>>(
                        "boundary", [service, trial, epoch] { return decisionPlane(*service, trial, epoch, kBoundarySide); },
                        std::move(answer));
                },
            .readyText = [&project] { return readyText(project); },
            .start = [&project] { project.start(); },
            .pause = [&project] { project.pause(); },
            .resume = [&project] { project.resume(); },
            .baselines = [&project] { return project.baselines(); },
            .experiments = experimentPorts(project, *queue, places),
            .coach = coachPortsOf(project, *queue, places.confirm, places.data),
            .facts = [&project] { return project.facts() ? &*project.facts() : nullptr; }};
}

} // namespace tunescope::ui
