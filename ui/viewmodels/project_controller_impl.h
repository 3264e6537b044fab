// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/background_job.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/project_draft.h"
#include "ui/viewmodels/study_view_model.h"

#include <QElapsedTimer>
#include <QUndoStack>

#include <deque>
#include <shared_mutex>

namespace tunescope::ui {

/// Data facts that were read for one choice of data and parts; kept so that undo does not read again.
struct KnownData {
    StudyConfig config; ///< Only data, protocol and seed matter (sameData).
    DatasetFacts facts;
    std::optional<Baselines> baselines;
};

class ProjectController::Impl
{
public:
    Impl(ProjectController& owner, std::shared_ptr<StudyService> studyService);
    ~Impl();

    // Data (project_controller_data.cpp)
    void openData(const DataSpec& data);
    void cancelOpening();
    void loadFacts();
    void loadBaselines();

    // Draft (project_controller.cpp)
    void setDraft(const StudyConfig& next, const QString& undoText, int mergeId);
    void replaceDraft(const StudyConfig& next);
    void applyDraft(const StudyConfig& next);
    void watchDraft();
    [[nodiscard]] bool hasDraft() const { return !draft.data.source.empty(); }

    // Project and run (project_controller_run.cpp)
    enum class Then { Start, Wait };
    void startDemo();
    void startStudy(const StudyConfig& config, std::function<Result<void>(StudyService&)> prepare,
                    std::function<void(const QString& path)> opened);
    void createProject(const QString& note);
    void openProject(const QString& path);
    void closeProject(LeaveRunning what);
    void start();
    void continueRun();
    [[nodiscard]] bool sayAllHaveRun();
    void beginStage();
    void runMore(int trials);
    void startStage(const StageConfig& stage);
    void saveCopy(const QString& path);
    void moveTo(const QString& path);
    void changeProject(BackgroundJobs::Work work);
    [[nodiscard]] BackgroundJobs::Deliver goBack(const Error& error, const QString& oldPath);
    void projectOpened(const QString& path, Then then);
    void projectFailed(const Error& error);
    void rememberProject();

    // What the study does (project_controller_run.cpp)
    void onSnapshot();
    void followBudget(const StudySnapshot& snapshot);
    void followFault(const StudySnapshot& snapshot);
    void followTimes(const StudySnapshot& snapshot);
    [[nodiscard]] std::uint64_t currentRevision();
    [[nodiscard]] StudySnapshotPtr currentSnapshot();
    [[nodiscard]] std::optional<StudyConfig> openConfig() const;
    [[nodiscard]] RunnerState runState() const;
    [[nodiscard]] bool isOpen() const { return !path.isEmpty() && busy == 0; }
    void post(Message::Kind kind, const QString& headline, const QString& detail = {});
    void postError(const Error& error);

    ProjectController& q;
    std::shared_ptr<StudyService> service;
    /// Held shared by page jobs, exclusively while the open study is replaced.
    std::shared_ptr<std::shared_mutex> gate = std::make_shared<std::shared_mutex>();
    QUndoStack undo;

    struct Loaded {
        std::deque<KnownData> known;
        std::optional<DatasetFacts> facts;
        std::optional<Baselines> baselines;
        bool loading = false;
        bool opening = false; ///< Loading for openData(): the draft is still the one before.
    } data;

    StudyConfig draft;
    int workers = 1;
    QString folder;
    std::function<bool()> startCheck;
    QString path;
    RecentProjects recent;
    int busy = 0;              ///< Project jobs under way; the service is theirs until they are delivered.
    std::uint64_t changes = 0; ///< Of the project, so that two studies never share a revision.
    std::uint64_t seenRevision = 0; ///< Told again while busy: nothing is looked at then.

    struct Followed {
        StudySnapshotPtr snapshot;    ///< Shown while the service is busy.
        std::optional<Budget> budget; ///< Of the open stage when last seen.
        SaveState saveState = SaveState::NoProject;
        RunnerState state = RunnerState::Idle;
        bool faultPosted = false;
        bool startWhenIdle = false;
        int rememberedTrials = 0; ///< Told trials when the list of projects was last brought up to date.
        QElapsedTimer sinceTimes;
    } followed;

    // Last, so that their threads end before what they use is destroyed.
    BackgroundJobs jobs;     ///< "data", "baselines", "check", "probe", "project".
    BackgroundJobs pageJobs; ///< inBackground(): dropped when the project changes.
    DraftWatch watch;
    std::unique_ptr<StudyViewModel> study;
};

} // namespace tunescope::ui
