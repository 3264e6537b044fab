// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_service.h"
#include "ui/viewmodels/draft_trials.h"
#include "ui/viewmodels/recent_projects.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

class QUndoStack;

namespace tunescope::ui {

class StudyViewModel;

/// Something to tell the student: a toast, or a banner when it is an error (ux.md section 15).
struct Message {
    enum class Kind { Info, Success, Warning, Error };
    Kind kind = Kind::Info;
    QString headline;
    QString detail = {};
    QString actionText = {}; ///< Empty = no button.
    std::function<void()> action = {};
    QString secondText = {}; ///< Another button, before the main one; empty = none.
    std::function<void()> secondAction = {};
};

/// The open project and its draft: the data, the protocol and the stage that Start will run. Every edit of
/// the draft goes through here, so that it can be undone and so that the run uses exactly what is shown. Long
/// work runs on a background thread; the signals come on the window's thread.
class ProjectController : public QObject
{
    Q_OBJECT

public:
    enum class SaveState { NoProject, Saved, Saving, NotSaved };
    enum class LeaveRunning { PauseAndClose, StopTrials };

    ProjectController(std::shared_ptr<StudyService> service, QObject* parent = nullptr);
    ~ProjectController() override;

    [[nodiscard]] StudyService& service();
    [[nodiscard]] StudyViewModel& study();
    [[nodiscard]] QUndoStack& undoStack();

    // --- Data ---
    void openData(const DataSpec& data); ///< Facts, baselines and a starting config; then dataChanged().
    [[nodiscard]] const std::optional<DatasetFacts>& facts() const;
    [[nodiscard]] const std::optional<Baselines>& baselines() const;
    [[nodiscard]] bool isLoadingData() const;
    /// openData() is under way, so the data of the draft are still there to go back to.
    [[nodiscard]] bool isOpeningData() const;
    void cancelOpening(); ///< Nothing comes of openData() any more; then dataChanged().

    // --- Draft ---
    [[nodiscard]] const StudyConfig& draft() const;
    /// Replaces the draft as one undoable step; steps with the same non-zero mergeId in a row become one
    /// (a drag). Re-reads the data facts when data or protocol changed.
    void setDraft(const StudyConfig& draft, const QString& undoText, int mergeId = 0);
    /// Why the draft cannot be started, if it cannot.
    [[nodiscard]] const std::optional<Error>& draftFault() const;
    [[nodiscard]] const std::optional<TimeEstimate>& estimate() const;
    [[nodiscard]] int workers() const;
    void setWorkers(int workers); ///< Takes effect at once while running.

    // --- Project ---
    void startDemo();
    /// Makes a new project of `config` and starts it; the open one is saved and closed. `prepare` is called before
    /// the first trial, on a background thread, and its error keeps the study from starting; `opened` then gets the
    /// path, empty if it failed (the error has been posted).
    void startStudy(const StudyConfig& config, std::function<Result<void>(StudyService&)> prepare,
                    std::function<void(const QString& path)> opened);
    void openProject(const QString& path);
    void newProject();
    void closeProject(LeaveRunning what);
    [[nodiscard]] bool hasTrials() const;
    [[nodiscard]] QString projectName() const;
    [[nodiscard]] QString projectPath() const; ///< Empty while nothing has run.
    [[nodiscard]] SaveState saveState() const;
    [[nodiscard]] QList<RecentProject> recentProjects() const;
    void saveCopy(const QString& path);
    /// The open project goes on in a new file, with what could not be written to the old one.
    void moveTo(const QString& path);
    /// True while a project is being made, opened or closed; every call of "Project" and "Run" waits its
    /// turn.
    [[nodiscard]] bool isBusy() const;
    /// Where new projects are made; default "<Documents>/Tunescope".
    [[nodiscard]] QString projectsFolder() const;
    void setProjectsFolder(const QString& folder);

    // --- Run ---
    /// The runner of the open project for live changes (stop one trial, queue one); null if none is open or
    /// busy.
    [[nodiscard]] StudyRunner* runner();
    /// What start() would do with the draft: go on, open the next stage, or begin a new project.
    enum class DraftChange { None, Budget, Stage, Study };
    [[nodiscard]] DraftChange draftChange() const;
    [[nodiscard]] DraftTrials draftTrials() const;
    /// Asked before start() does anything; false = the window has said why it cannot be.
    void setStartCheck(std::function<bool()> check);
    void start(); ///< Creates the project file on the first start; a changed draft opens the next stage.
    void pause();
    void resume();
    void stop();
    void runMore(int trials);
    /// The open project goes on with this stage, if nothing runs; the draft follows.
    void startStage(const StageConfig& stage);

    /// Runs `work` on a background thread and `then` with its result here, unless a newer call with the same
    /// `channel` has begun or the project was replaced.
    template <class T>
    void inBackground(const char* channel, std::function<T()> work, std::function<void(T)> then);

signals:
    void dataChanged();
    void dataLoading(const QString& what);
    void dataFailed(const tunescope::Error& error);
    void baselinesChanged();
    void draftChanged();
    void draftFaultChanged();
    void estimateChanged();
    void workersChanged();
    void projectChanged();
    void projectClosed(); ///< closeProject() is done; the window may close.
    void busyChanged();
    void recentProjectsChanged();
    void saveStateChanged();
    void folderWanted();        ///< Ask for another projects folder, setProjectsFolder(), then start().
    void saveElsewhereWanted(); ///< Ask for a file name, then moveTo().
    void messagePosted(const tunescope::ui::Message& message);

private:
    void runInBackground(const char* channel, std::function<std::function<void()>()> workThenDeliver);

    class Impl;
    std::unique_ptr<Impl> m_impl;
};

template <class T>
void ProjectController::inBackground(const char* channel, std::function<T()> work,
                                     std::function<void(T)> then)
{
    runInBackground(channel, [work = std::move(work), then = std::move(then)]() -> std::function<void()> {
        auto result = std::make_shared<T>(work());
        return [then, result] { then(std::move(*result)); };
    });
}

} // namespace tunescope::ui
