// SPDX-License-Identifier: GPL-3.0-or-later
// Life of a project: made by the first start, opened, continued, closed.
#include "ui/viewmodels/project_controller_impl.h"

#include "ui/viewmodels/dataset_model_ports.h"
#include "ui/viewmodels/project_files.h"
#include "ui/viewmodels/qt_convert.h"

#include <QFile>
#include <QFileInfo>

#include <chrono>
#include <mutex>
#include <thread>

namespace tunescope::ui {
namespace {

constexpr std::chrono::milliseconds kStopPoll{20};
constexpr std::chrono::seconds kStopWait{10};

/// Makes a study file under a free name; another program may take the name in between, so it tries again.
Result<QString> createStudy(StudyService& service, const QString& folder, const StudyConfig& config)
{
    while (true) {
        const Result<QString> path = newProjectPath(folder, toQt(config.name));
        if (!path)
            return path;
        const Result<void> created = service.create(config, toStd(*path));
        if (created)
            return path;
        if (created.error().code != ErrorCode::StudyExists)
            return fail(created.error());
    }
}

/// Running trials become "stopped" instead of waiting for next time.
void stopRunningTrials(StudyService& service)
{
    service.runner().pause();
    const auto until = std::chrono::steady_clock::now() + kStopWait;
    while (std::chrono::steady_clock::now() < until) {
        const StudySnapshotPtr snapshot = service.snapshot();
        if (!snapshot || snapshot->counts.running + snapshot->counts.paused == 0)
            return;
        for (std::size_t i = 0; i < snapshot->size(); ++i) {
            const TrialState state = snapshot->trial(i).state;
            if (state == TrialState::Running || state == TrialState::Paused)
                service.runner().stopTrial(static_cast<int>(i));
        }
        std::this_thread::sleep_for(kStopPoll);
    }
}

} // namespace

/// Runs `work` with the service to itself. What it returns is called here when the service is free again.
void ProjectController::Impl::changeProject(BackgroundJobs::Work work)
{
    ++busy;
    pageJobs.forgetAll();
    emit q.busyChanged();
    jobs.run(
        QStringLiteral("project"),
        [this, gate = gate, work = std::move(work)]() -> BackgroundJobs::Deliver {
            BackgroundJobs::Deliver deliver;
            {
                const std::unique_lock lock(*gate);
                deliver = work();
            }
            return [this, deliver = std::move(deliver)] {
                --busy;
                ++changes;
                deliver();
                emit q.busyChanged();
            };
        },
        BackgroundJobs::Kind::Queue);
}

/// On the background thread: what was open before is opened again, when its successor cannot be had.
BackgroundJobs::Deliver ProjectController::Impl::goBack(const Error& error, const QString& oldPath)
{
    const bool back = service->isOpen() || (!oldPath.isEmpty() && service->open(toStd(oldPath)).has_value());
    return [this, error, back] {
        if (!back)
            path.clear();
        projectFailed(error);
    };
}

void ProjectController::Impl::createProject(const QString& note)
{
    changeProject([this, note, config = draft, folder = folder, oldPath = path]() -> BackgroundJobs::Deliver {
        const Result<QString> created = createStudy(*service, folder, config);
        if (!created)
            return goBack(created.error(), oldPath);
        return [this, note, path = *created] {
            projectOpened(path, Then::Start);
            if (!note.isEmpty())
                post(Message::Kind::Info, tr("This is a new project."), note);
        };
    });
}

void ProjectController::Impl::startDemo()
{
    changeProject([this, folder = folder, workers = workers, oldPath = path]() -> BackgroundJobs::Deliver {
        service->close();
        const Result<StudyConfig> config = StudyService::demoConfig(workers, kDemoSeconds);
        if (!config)
            return goBack(config.error(), oldPath);
        const Result<QString> created = createStudy(*service, folder, *config);
        if (!created)
            return goBack(created.error(), oldPath);
        return [this, path = *created] { projectOpened(path, Then::Start); };
    });
}

void ProjectController::Impl::startStudy(const StudyConfig& config,
                                         std::function<Result<void>(StudyService&)> prepare,
                                         std::function<void(const QString& path)> opened)
{
    changeProject([this, config, prepare = std::move(prepare), opened = std::move(opened), folder = folder,
                   oldPath = path]() -> BackgroundJobs::Deliver {
        const auto failed = [this, opened](const BackgroundJobs::Deliver& back) {
            return [back, opened] {
                back();
                opened({});
            };
        };
        service->close();
        const Result<QString> created = createStudy(*service, folder, config);
        if (!created)
            return failed(goBack(created.error(), oldPath));
        if (const Result<void> prepared = prepare(*service); !prepared) {
            service->close();
            QFile::remove(*created); // Nothing has run in it.
            return failed(goBack(prepared.error(), oldPath));
        }
        return [this, opened, path = *created] {
            projectOpened(path, Then::Start);
            opened(path);
        };
    });
}

void ProjectController::Impl::openProject(const QString& newPath)
{
    changeProject([this, newPath, oldPath = path]() -> BackgroundJobs::Deliver {
        const Result<void> opened = service->open(toStd(newPath));
        if (opened)
            return [this, newPath] { projectOpened(newPath, Then::Wait); };
        const BackgroundJobs::Deliver back = goBack(opened.error(), oldPath);
        return [this, newPath, back, missing = opened.error().code == ErrorCode::FileMissing] {
            if (missing) {
                recent.remove(newPath);
                emit q.recentProjectsChanged();
            }
            back();
        };
    });
}

void ProjectController::Impl::closeProject(LeaveRunning what)
{
    followed.startWhenIdle = false;
    rememberProject();
    if (path.isEmpty() && busy == 0) {
        replaceDraft({});
        emit q.projectChanged();
        emit q.projectClosed();
        return;
    }
    if (isOpen() && what == LeaveRunning::PauseAndClose)
        service->runner().requestStop();
    changeProject([this, what]() -> BackgroundJobs::Deliver {
        if (service->isOpen()) {
            if (what == LeaveRunning::StopTrials)
                stopRunningTrials(*service);
            service->close();
        }
        return [this] {
            path.clear();
            followed = {};
            replaceDraft({});
            study->poll();
            emit q.projectChanged();
            emit q.saveStateChanged();
            emit q.projectClosed();
        };
    });
}

void ProjectController::Impl::saveCopy(const QString& target)
{
    if (!isOpen())
        return;
    jobs.run(
        QStringLiteral("copy"),
        [this, target, gate = gate]() -> BackgroundJobs::Deliver {
            const std::shared_lock lock(*gate);
            const Result<void> saved = service->saveCopy(toStd(target));
            return [this, target, saved] {
                if (saved)
                    post(Message::Kind::Success, tr("A copy was saved."), target);
                else
                    postError(saved.error());
            };
        },
        BackgroundJobs::Kind::Queue);
}

void ProjectController::Impl::moveTo(const QString& target)
{
    if (!isOpen())
        return;
    jobs.run(
        QStringLiteral("copy"),
        [this, target, gate = gate]() -> BackgroundJobs::Deliver {
            const std::shared_lock lock(*gate);
            const Result<void> moved = service->moveTo(toStd(target));
            return [this, target, moved] {
                if (!moved) {
                    followed.faultPosted = false; // The choice is offered again.
                    postError(moved.error());
                    return;
                }
                path = target;
                rememberProject();
                q.resume();
                emit q.projectChanged();
                post(Message::Kind::Success, tr("The project goes on in a new file; nothing was lost."),
                     target);
            };
        },
        BackgroundJobs::Kind::Queue);
}

/// The service holds the study of `newPath` now.
void ProjectController::Impl::projectOpened(const QString& newPath, Then then)
{
    path = newPath;
    followed = {};
    if (then == Then::Start)
        service->runner().start(workers);
    study->poll();
    const std::optional<StudyConfig> config = openConfig();
    if (config) {
        followed.budget = config->stage.budget;
        StudyConfig next = *config;
        // A draft that the study was made from keeps what the student left open (metric, queue is the
        // study's).
        if (compareDraft(draft, next) == DraftChange::None)
            next = draft;
        next.stage.queue.clear();
        if (next != draft || then == Then::Wait)
            replaceDraft(next);
    }
    rememberProject();
    emit q.projectChanged();
    onSnapshot();
    const StudySnapshotPtr& snapshot = study->snapshot();
    const int waiting = snapshot ? snapshot->counts.paused + snapshot->counts.running : 0;
    if (then == Then::Start || waiting == 0)
        return;
    Message message{Message::Kind::Info,
                    waiting == 1 ? tr("One trial can continue where it stopped.")
                                 : tr("%1 trials can continue where they stopped.").arg(waiting),
                    tr("Everything up to the last saved epoch is here.")};
    message.actionText = tr("Continue");
    message.action = [owner = &q] { owner->start(); };
    emit q.messagePosted(message);
}

void ProjectController::Impl::projectFailed(const Error& error)
{
    study->poll();
    emit q.projectChanged();
    postError(error);
}

void ProjectController::Impl::rememberProject()
{
    const StudySnapshotPtr& snapshot = study->snapshot();
    if (path.isEmpty() || !snapshot)
        return;
    RecentProject project{
        path, QFileInfo(path).completeBaseName(), shownCounts(*snapshot).told(), std::nullopt, {}};
    if (snapshot->best >= 0) {
        const TrialSnapshot& best = snapshot->trial(static_cast<std::size_t>(snapshot->best));
        project.bestValue = best.outcome.value;
        project.curve = thinnedCurve(best.curves.validationMetric);
    }
    if (snapshot->config)
        project.metric = toQt(snapshot->config->protocol.metric);
    recent.put(project);
    emit q.recentProjectsChanged();
}

void ProjectController::startDemo()
{
    m_impl->startDemo();
}

void ProjectController::startStudy(const StudyConfig& config,
                                   std::function<Result<void>(StudyService&)> prepare,
                                   std::function<void(const QString& path)> opened)
{
    m_impl->startStudy(config, std::move(prepare), std::move(opened));
}

void ProjectController::openProject(const QString& path)
{
    m_impl->openProject(path);
}

void ProjectController::newProject()
{
    m_impl->closeProject(LeaveRunning::PauseAndClose);
}

void ProjectController::closeProject(LeaveRunning what)
{
    m_impl->closeProject(what);
}

void ProjectController::moveTo(const QString& path)
{
    m_impl->moveTo(path);
}

void ProjectController::saveCopy(const QString& path)
{
    m_impl->saveCopy(path);
}

} // namespace tunescope::ui
