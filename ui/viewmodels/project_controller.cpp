// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/project_controller.h"

#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/project_controller_impl.h"
#include "ui/viewmodels/project_files.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/undo.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>
#include <thread>

namespace tunescope::ui {
namespace {

constexpr auto kWorkersKey = "workers";
constexpr auto kFolderKey = "projectsFolder";

int coreCount()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

int savedWorkers()
{
    const int workers = QSettings().value(QLatin1String(kWorkersKey), coreCount()).toInt();
    return std::clamp(workers, 1, coreCount());
}

} // namespace

ProjectController::Impl::Impl(ProjectController& owner, std::shared_ptr<StudyService> studyService)
    : q(owner)
    , service(std::move(studyService))
    , workers(savedWorkers())
    , folder(QSettings().value(QLatin1String(kFolderKey), defaultProjectsFolder()).toString())
    , watch(jobs)
    , study(std::make_unique<StudyViewModel>(StudyViewModel::Source{
          [this] { return currentRevision(); },
          [this] { return currentSnapshot(); },
          [this] { return isOpen() ? service->viewState() : ViewState(); },
          [this](const std::string& name, const std::string& value) {
              if (isOpen())
                  service->setViewState(name, value);
          },
      }))
{
    undo.setUndoLimit(kUndoLimit);
    connect(&watch, &DraftWatch::faultChanged, &q, &ProjectController::draftFaultChanged);
    connect(&watch, &DraftWatch::estimateChanged, &q, &ProjectController::estimateChanged);
    connect(study.get(), &StudyViewModel::snapshotChanged, &q, [this] { onSnapshot(); });
}

ProjectController::Impl::~Impl() = default;

ProjectController::ProjectController(std::shared_ptr<StudyService> service, QObject* parent)
    : QObject(parent)
    , m_impl(std::make_unique<Impl>(*this, std::move(service)))
{
}

ProjectController::~ProjectController() = default;

StudyService& ProjectController::service()
{
    return *m_impl->service;
}

StudyViewModel& ProjectController::study()
{
    return *m_impl->study;
}

QUndoStack& ProjectController::undoStack()
{
    return m_impl->undo;
}

// --- Draft ---------------------------------------------------------------------------------------------

const StudyConfig& ProjectController::draft() const
{
    return m_impl->draft;
}

void ProjectController::setDraft(const StudyConfig& draft, const QString& undoText, int mergeId)
{
    m_impl->setDraft(draft, undoText, mergeId);
}

void ProjectController::Impl::setDraft(const StudyConfig& next, const QString& undoText, int mergeId)
{
    if (next == draft)
        return;
    const auto apply = [this](const StudyConfig& from, const StudyConfig& to) {
        StudyConfig config = to;
        // Trials that were added to a running stage stay when an older edit is undone.
        if (from.stage.budget == to.stage.budget)
            config.stage.budget = draft.stage.budget;
        applyDraft(config);
    };
    undo.push(new DraftCommand(draft, next, undoText, mergeId, apply));
}

/// Another project's draft: earlier edits mean nothing any more.
void ProjectController::Impl::replaceDraft(const StudyConfig& next)
{
    undo.clear();
    applyDraft(next);
}

void ProjectController::Impl::applyDraft(const StudyConfig& next)
{
    const bool otherData = !sameData(next, draft);
    draft = next;
    if (otherData)
        loadFacts();
    watchDraft();
    if (isOpen() && q.draftChange() == DraftChange::Budget && draft.stage.budget.trials)
        service->runner().setTrialBudget(*draft.stage.budget.trials);
    emit q.draftChanged();
}

void ProjectController::Impl::watchDraft()
{
    if (!hasDraft()) {
        watch.clear();
        return;
    }
    const RunnerState state = runState();
    const bool training = state == RunnerState::Running || state == RunnerState::Stopping || busy > 0;
    watch.watch(draft, workers, training ? DraftWatch::Probe::Off : DraftWatch::Probe::Allowed);
    followed.sinceTimes.invalidate();
}

const std::optional<Error>& ProjectController::draftFault() const
{
    return m_impl->watch.fault();
}

const std::optional<TimeEstimate>& ProjectController::estimate() const
{
    return m_impl->watch.estimate();
}

int ProjectController::workers() const
{
    return m_impl->workers;
}

void ProjectController::setWorkers(int workers)
{
    const int wanted = std::clamp(workers, 1, coreCount());
    if (wanted == m_impl->workers)
        return;
    m_impl->workers = wanted;
    QSettings().setValue(QLatin1String(kWorkersKey), wanted);
    const RunnerState state = m_impl->runState();
    if (m_impl->isOpen() && (state == RunnerState::Running || state == RunnerState::Paused))
        m_impl->service->runner().setWorkers(wanted);
    m_impl->watchDraft();
    emit workersChanged();
}

// --- Project -------------------------------------------------------------------------------------------

bool ProjectController::hasTrials() const
{
    const StudySnapshotPtr& snapshot = m_impl->study->snapshot();
    return snapshot && snapshot->size() > 0;
}

QString ProjectController::projectName() const
{
    return m_impl->path.isEmpty() ? toQt(m_impl->draft.name) : QFileInfo(m_impl->path).completeBaseName();
}

QString ProjectController::projectPath() const
{
    return m_impl->path;
}

ProjectController::SaveState ProjectController::saveState() const
{
    return m_impl->followed.saveState;
}

QList<RecentProject> ProjectController::recentProjects() const
{
    return m_impl->recent.list();
}

bool ProjectController::isBusy() const
{
    return m_impl->busy > 0;
}

QString ProjectController::projectsFolder() const
{
    return m_impl->folder;
}

void ProjectController::setProjectsFolder(const QString& folder)
{
    m_impl->folder = folder;
    QSettings().setValue(QLatin1String(kFolderKey), folder);
}

void ProjectController::runInBackground(const char* channel,
                                        std::function<std::function<void()>()> workThenDeliver)
{
    m_impl->pageJobs.run(QLatin1String(channel), [gate = m_impl->gate, work = std::move(workThenDeliver)] {
        const std::shared_lock lock(*gate);
        return work();
    });
}

// --- Messages ------------------------------------------------------------------------------------------

void ProjectController::Impl::post(Message::Kind kind, const QString& headline, const QString& detail)
{
    emit q.messagePosted(Message{kind, headline, detail});
}

void ProjectController::Impl::postError(const Error& error)
{
    const ErrorWords words = errorWords(error);
    Message message{Message::Kind::Error, words.headline, words.detail};
    if (error.code == ErrorCode::FolderReadOnly || error.code == ErrorCode::FolderMissing) {
        message.actionText = tr("Choose another folder");
        message.action = [owner = &q] { emit owner->folderWanted(); };
    }
    emit q.messagePosted(message);
}

} // namespace tunescope::ui
