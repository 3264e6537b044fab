// SPDX-License-Identifier: GPL-3.0-or-later
// Starting and steering the run, and what follows from the study's snapshots.
#include "ui/viewmodels/project_controller_impl.h"

#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/value_text.h"

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr qint64 kTimesIntervalMs = 1000;
constexpr int kTrialsMore = 16;

ProjectController::SaveState saveStateOf(const StudySnapshotPtr& snapshot)
{
    if (!snapshot)
        return ProjectController::SaveState::NoProject;
    if (snapshot->fault)
        return ProjectController::SaveState::NotSaved;
    const bool writing = snapshot->state == RunnerState::Running || snapshot->state == RunnerState::Stopping;
    return writing ? ProjectController::SaveState::Saving : ProjectController::SaveState::Saved;
}

bool isAtRest(RunnerState state)
{
    return state == RunnerState::Idle || state == RunnerState::Finished;
}

} // namespace

// --- Run -----------------------------------------------------------------------------------------------

void ProjectController::Impl::start()
{
    if (busy > 0)
        return;
    if (!hasDraft()) {
        post(Message::Kind::Info, tr("Choose a data set first."));
        return;
    }
    if (startCheck && !startCheck())
        return;
    if (watch.fault()) {
        postError(*watch.fault());
        return;
    }
    if (path.isEmpty()) {
        createProject({});
        return;
    }
    switch (q.draftChange()) {
    case DraftChange::Study:
        createProject(
            tr("Scores from the earlier split are not comparable, so this search is a new project."));
        break;
    case DraftChange::Stage:
        beginStage();
        break;
    case DraftChange::Budget:
    case DraftChange::None:
        if (!sayAllHaveRun())
            continueRun();
        break;
    }
}

/// A search that is at its end needs more trials, or other settings.
bool ProjectController::Impl::sayAllHaveRun()
{
    const DraftTrials trials = q.draftTrials();
    const StudySnapshotPtr snapshot = study->snapshot();
    if (trials.total == 0 || trials.more > 0 || !snapshot || !isAtRest(runState()) ||
        snapshot->counts.told() < trials.begun)
        return false;
    Message message{Message::Kind::Info, tr("All %1 trials have run.").arg(wholeText(trials.begun)),
                    tr("Raise “Trials in all” on Search, or change what is tried.")};
    message.actionText = tr("Run %1 more").arg(kTrialsMore);
    message.action = [owner = &q] { owner->runMore(kTrialsMore); };
    emit q.messagePosted(message);
    return true;
}

void ProjectController::Impl::continueRun()
{
    StudyRunner& runner = service->runner();
    if (draft.stage.budget.trials && q.draftChange() == DraftChange::Budget)
        runner.setTrialBudget(*draft.stage.budget.trials);
    if (runState() == RunnerState::Paused)
        runner.resume();
    else if (runState() == RunnerState::Stopping)
        followed.startWhenIdle = true;
    else
        runner.start(workers);
    study->poll();
}

/// A stage opens only while nothing runs: paused and stopping trials are let go first.
void ProjectController::Impl::beginStage()
{
    StudyRunner& runner = service->runner();
    if (runState() == RunnerState::Running) {
        post(Message::Kind::Info, tr("This search is still running."),
             tr("The changed settings are the next stage. It begins when you start it after this one."));
        return;
    }
    if (!isAtRest(runState())) {
        followed.startWhenIdle = true;
        runner.requestStop();
        study->poll();
        return;
    }
    StageConfig stage = draft.stage;
    stage.queue.clear();
    const Budget budget = stage.budget;
    if (const Result<void> opened = runner.openStage(stage); !opened) {
        postError(opened.error());
        return;
    }
    followed.budget = budget;
    runner.start(workers);
    study->poll();
}

void ProjectController::Impl::startStage(const StageConfig& stage)
{
    if (!isOpen() || !isAtRest(runState()))
        return;
    if (const Result<void> opened = service->runner().openStage(stage); !opened) {
        postError(opened.error());
        return;
    }
    followed.budget = stage.budget;
    if (std::optional<StudyConfig> next = openConfig()) {
        next->stage.queue.clear();
        replaceDraft(*next);
    }
    service->runner().start(workers);
    study->poll();
}

void ProjectController::Impl::runMore(int trials)
{
    const std::optional<StudyConfig> config = openConfig();
    if (!isOpen() || !config || trials <= 0)
        return;
    service->runner().setTrialBudget(config->stage.budget.trials.value_or(0) + trials);
    if (runState() == RunnerState::Paused)
        service->runner().resume();
    else
        service->runner().start(workers);
    study->poll();
}

void ProjectController::start()
{
    m_impl->start();
}

void ProjectController::pause()
{
    if (m_impl->isOpen()) {
        m_impl->service->runner().pause();
        m_impl->study->poll();
    }
}

void ProjectController::resume()
{
    if (m_impl->isOpen() && m_impl->runState() == RunnerState::Paused) {
        m_impl->service->runner().resume();
        m_impl->study->poll();
    } else {
        start();
    }
}

void ProjectController::stop()
{
    m_impl->followed.startWhenIdle = false;
    if (m_impl->isOpen()) {
        m_impl->service->runner().requestStop();
        m_impl->study->poll();
    }
}

void ProjectController::startStage(const StageConfig& stage)
{
    m_impl->startStage(stage);
}

void ProjectController::runMore(int trials)
{
    m_impl->runMore(trials);
}

StudyRunner* ProjectController::runner()
{
    return m_impl->isOpen() ? &m_impl->service->runner() : nullptr;
}

ProjectController::DraftChange ProjectController::draftChange() const
{
    const std::optional<StudyConfig> open = m_impl->openConfig();
    return open ? compareDraft(m_impl->draft, *open) : DraftChange::Study;
}

DraftTrials ProjectController::draftTrials() const
{
    const int budget = m_impl->draft.stage.budget.trials.value_or(0);
    const StudySnapshotPtr& snapshot = m_impl->study->snapshot();
    const DraftChange change = draftChange();
    if (!snapshot || change == DraftChange::Study)
        return {.total = budget, .more = budget};
    DraftTrials trials{.begun = static_cast<int>(snapshot->size())};
    if (change == DraftChange::Stage) {
        // What runs now comes to its end before the next stage begins.
        const bool running = snapshot->state == RunnerState::Running;
        trials.before = running ? std::max(trials.begun, snapshot->plannedTrials) : trials.begun;
    } else {
        trials.before = snapshot->stageFirstTrials.empty() ? 0 : snapshot->stageFirstTrials.back();
    }
    trials.total = budget > 0 ? trials.before + budget : 0;
    trials.more = std::max(0, trials.total - std::max(trials.before, trials.begun));
    return trials;
}

void ProjectController::setStartCheck(std::function<bool()> check)
{
    m_impl->startCheck = std::move(check);
}

// --- Following the study -------------------------------------------------------------------------------

std::uint64_t ProjectController::Impl::currentRevision()
{
    constexpr int kRevisionBits = 44;
    if (busy == 0)
        seenRevision = (changes << kRevisionBits) + (path.isEmpty() ? 0 : service->revision());
    return seenRevision;
}

/// While the service is busy the last picture stays, so that nothing flickers when a project closes.
StudySnapshotPtr ProjectController::Impl::currentSnapshot()
{
    if (busy == 0)
        followed.snapshot = path.isEmpty() ? nullptr : service->snapshot();
    return followed.snapshot;
}

std::optional<StudyConfig> ProjectController::Impl::openConfig() const
{
    const StudySnapshotPtr& snapshot = study->snapshot();
    if (path.isEmpty() || !snapshot || !snapshot->config)
        return std::nullopt;
    StudyConfig config = *snapshot->config;
    if (!snapshot->stages.empty())
        config.stage = *snapshot->stages.back();
    return config;
}

RunnerState ProjectController::Impl::runState() const
{
    return isOpen() ? service->runner().state() : RunnerState::Idle;
}

void ProjectController::Impl::onSnapshot()
{
    const StudySnapshotPtr snapshot = study->snapshot();
    const SaveState saveState = saveStateOf(snapshot);
    if (saveState != followed.saveState) {
        followed.saveState = saveState;
        emit q.saveStateChanged();
    }
    if (!snapshot || !isOpen())
        return;
    followBudget(*snapshot);
    followFault(*snapshot);
    followTimes(*snapshot);
    // So that the list of projects is about right even if the program is killed.
    if (snapshot->counts.told() > followed.rememberedTrials + 10 + followed.rememberedTrials / 5) {
        followed.rememberedTrials = snapshot->counts.told();
        rememberProject();
    }
    if (snapshot->state == followed.state)
        return;
    followed.state = snapshot->state;
    if (!isAtRest(followed.state))
        return;
    rememberProject();
    if (followed.startWhenIdle) {
        followed.startWhenIdle = false;
        start();
    }
}

/// Trials queued by hand and "Run 16 more" raise the stage's budget: the draft goes with it.
void ProjectController::Impl::followBudget(const StudySnapshot& snapshot)
{
    if (snapshot.stages.empty() || followed.budget == snapshot.stages.back()->budget)
        return;
    const Budget& budget = snapshot.stages.back()->budget;
    const bool draftFollows =
        followed.budget && draft.stage.budget == *followed.budget && draft.stage.budget != budget;
    followed.budget = budget;
    if (!draftFollows)
        return;
    draft.stage.budget = budget;
    emit q.draftChanged();
}

void ProjectController::Impl::followFault(const StudySnapshot& snapshot)
{
    if (!snapshot.fault) {
        followed.faultPosted = false;
        return;
    }
    if (followed.faultPosted)
        return;
    followed.faultPosted = true;
    const ErrorWords words = errorWords(*snapshot.fault);
    Message message{Message::Kind::Error, words.headline, words.detail};
    message.actionText = tr("Try again");
    message.action = [owner = &q] { owner->resume(); };
    message.secondText = tr("Save elsewhere…");
    message.secondAction = [owner = &q] { emit owner->saveElsewhereWanted(); };
    emit q.messagePosted(message);
}

void ProjectController::Impl::followTimes(const StudySnapshot& snapshot)
{
    if (followed.sinceTimes.isValid() && !followed.sinceTimes.hasExpired(kTimesIntervalMs))
        return;
    const DraftChange change = q.draftChange();
    if (change == DraftChange::Stage || change == DraftChange::Study)
        return;
    followed.sinceTimes.start();
    if (const auto estimate = measuredEstimate(snapshot, draft.stage.budget.trials.value_or(1)))
        watch.setMeasured(*estimate);
}

} // namespace tunescope::ui
