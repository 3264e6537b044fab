// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/objective.h"
#include "core/study/study_snapshot.h"
#include "core/study/study_store.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tunescope {

class RunnerCore;

/// Hears of a study as it happens, on the worker threads, one call at a time (the command line's event lines).
class StudyListener
{
public:
    virtual ~StudyListener() = default;
    virtual void onTrialStarted(const TrialStart& trial) = 0;
    virtual void onEpoch(const EpochRecord& record) = 0;
    virtual void onTrialTold(int trial, const TrialOutcome& outcome) = 0;
};

/// Runs the trials of a study on worker threads and keeps the board from which snapshots are made.
///
/// Threads: every public function may be called from any one controlling thread (the window's) and returns at
/// once; only waitUntilIdle() waits. The same study gives the same trials for any number of workers, because
/// trial n is proposed and pruned only from what trials 0 .. n-1-lag came to (core/README.md, "Randomness").
class StudyRunner
{
public:
    /// `stored` is the study as loaded or just created; its told trials are the history, its interrupted ones
    /// continue. `listener` may be null.
    /// Errors: a sampler, pruner or option that does not exist here (a file of a newer version).
    [[nodiscard]] static Result<std::unique_ptr<StudyRunner>> create(StoredStudy stored, std::shared_ptr<Objective> objective,
                                                                     std::shared_ptr<StudyStore> store,
                                                                     StudyListener* listener = nullptr);
    StudyRunner(const StudyRunner&) = delete;
    StudyRunner& operator=(const StudyRunner&) = delete;
    /// Interrupts what is running and waits for it.
    ~StudyRunner();

    void start(int workers);
    /// Only interrupted and queued trials; then it is idle again, whatever is left of the budget.
    void startQueued(int workers);
    /// The most memory that the trials at work may take together; a trial that needs more than its share fails and
    /// says so. Without it: 80 % of what is free when the search starts.
    void setMemoryLimit(std::uint64_t bytes);
    void pause();   ///< Trials wait at the end of their epoch.
    void resume();
    void requestStop(); ///< Trials are interrupted; start() goes on with the same numbers.

    /// Raising starts workers at once; lowering lets the surplus finish their trial.
    void setWorkers(int workers);
    void setTrialBudget(int trials); ///< Of the latest stage, counted from its first trial.
    /// Of the latest stage; a study that the old rules ended goes on when it is started again.
    void setStoppingRules(const StoppingRules& rules);
    void stopTrial(int number);      ///< Running or queued: it becomes cancelled.
    /// Runs as the next new trial of the latest stage; the budget grows by one.
    void enqueue(const ParamSet& params, Origin origin);
    /// Likewise a twin or a fork, with the seed and the settings that it has from its origin.
    void enqueueControlled(const ParamSet& params, const TrialLineage& lineage);
    [[nodiscard]] Result<void> openStage(const StageConfig& stage); ///< Only while idle or finished.
    void setNote(int number, const std::string& note);
    void setDeleted(int number, bool deleted);

    [[nodiscard]] std::uint64_t revision() const;
    [[nodiscard]] StudySnapshotPtr snapshot() const;
    [[nodiscard]] RunnerState state() const;
    void waitUntilIdle() const;

private:
    explicit StudyRunner(std::unique_ptr<RunnerCore> core);
    std::unique_ptr<RunnerCore> m_core;
};

} // namespace tunescope
