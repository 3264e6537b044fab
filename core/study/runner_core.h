// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/objectives.h"
#include "core/study/run_clock.h"
#include "core/study/stage_plan.h"
#include "core/study/study_board.h"
#include "core/study/study_runner.h"
#include "core/study/worker_thread.h"

#include <atomic>
#include <condition_variable>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace tunescope {

/// What the runner keeps of a trial that is at work.
struct ActiveTrial {
    std::stop_source stop; ///< By hand, or the study's end.
    std::atomic<bool> stoppedByHand{false};
};

/// A trial that was begun and is waiting to go on.
struct InterruptedTrial {
    std::optional<TrialCheckpoint> checkpoint;
    std::vector<IntermediateValue> intermediateValues; ///< Of the epochs up to the checkpoint.
    std::vector<FurtherValues> further = {};           ///< Of all epochs so far, where there are several objectives.
};

/// One trial handed to a worker.
struct Assignment {
    TrialStart start;
    ParamSet fixed;
    const Pruner* pruner = nullptr; ///< Owned by the stage, which outlives the workers.
    std::shared_ptr<ActiveTrial> active;
    InterruptedTrial from;
    History history; ///< What the pruner may see.
};

/// The engine room behind StudyRunner: the ask/tell table, the workers, and what they report.
///
/// Locks: `m_mutex` guards the ask/tell table and is never held while training; under it only the board's and the
/// store's own short locks are taken. Listeners are called outside of it, one at a time.
class RunnerCore
{
public:
    RunnerCore(StoredStudy stored, std::shared_ptr<Objective> objective, std::shared_ptr<StudyStore> store, StudyListener* listener);
    RunnerCore(const RunnerCore&) = delete;
    RunnerCore& operator=(const RunnerCore&) = delete;
    ~RunnerCore();

    [[nodiscard]] Result<void> restore(); ///< Once, before anything else.

    // The controlling thread.
    void start(int workers);
    void startQueued(int workers);
    void setMemoryLimit(std::uint64_t bytes);
    void pause(std::optional<Error> fault);
    void resume();
    void requestStop();
    void setWorkers(int workers);
    void setTrialBudget(int trials);
    void setStoppingRules(const StoppingRules& rules);
    void stopTrial(int number);
    void enqueue(const ParamSet& params, const TrialLineage& lineage);
    [[nodiscard]] Result<void> openStage(const StageConfig& config);
    void setNote(int number, const std::string& note);
    void setDeleted(int number, bool deleted); // NOLINT: a flag of the trial, not a mode
    [[nodiscard]] RunnerState state() const;
    void waitUntilIdle() const;
    [[nodiscard]] StudySnapshotPtr snapshot() const { return m_board.snapshot(m_clock.seconds()); }
    [[nodiscard]] std::uint64_t revision() const { return m_board.revision(); }

    // The contexts of running trials.
    void publish(const EpochRecord& record);
    void waitWhilePaused(const ActiveTrial& active) const;
    void keepCheckpoint(int trial, const TrialCheckpoint& checkpoint) { m_store->checkpointSaved(trial, checkpoint); }
    [[nodiscard]] double metricOf(const PartValues& values) const;
    [[nodiscard]] const ProtocolConfig& protocol() const { return m_config->protocol; }
    [[nodiscard]] const StudyFacts& facts() const { return m_objective->facts(); }
    [[nodiscard]] const std::string& metric() const { return m_config->protocol.metric; }

private:
    void work(int lane);
    [[nodiscard]] std::optional<Assignment> ask(int lane);
    [[nodiscard]] std::optional<TrialStart> nextStart();
    [[nodiscard]] std::optional<TrialStart> proposeNext();
    [[nodiscard]] bool mayStart(int number) const;
    [[nodiscard]] bool budgetLeft() const;
    [[nodiscard]] std::optional<StopReason> ruleThatStops(int number) const;
    [[nodiscard]] StopReason whyFinished() const;
    [[nodiscard]] Assignment assign(const TrialStart& start, int lane);
    void evaluate(const Assignment& assignment);
    void tell(const TrialStart& start, const TrialOutcome& outcome, TrialRecord record, InterruptedTrial interrupted);
    void settle(int number, const TrialOutcome& outcome, TrialRecord record);
    void advanceToldPrefix();
    [[nodiscard]] int plannedEpochs(const TrialStart& start) const;
    void leave(int lane);
    void begin(int workers);
    void spawnWorkers();
    void shareMemory();
    void rememberIn(StagePlan& plan) const;
    void setState(RunnerState state);
    void publishPlan();
    [[nodiscard]] std::string runText() const;
    void logEvent(const char* kind, std::string detail);
    void budgetChanged(std::string detail);

    std::shared_ptr<const StudyConfig> m_config;
    StoredStudy m_stored; ///< Trials and stages only until restore().
    std::shared_ptr<Objective> m_objective;
    std::shared_ptr<StudyStore> m_store;
    StudyListener* m_listener;
    std::mutex m_listenerMutex;
    StudyBoard m_board;
    RunClock m_clock;

    mutable std::mutex m_mutex;
    mutable std::condition_variable m_wake;
    RunnerState m_state = RunnerState::Idle;
    std::vector<std::shared_ptr<StagePlan>> m_stages;
    std::vector<TrialStart> m_starts;      ///< By number.
    std::vector<TrialRecordPtr> m_records; ///< By number; told ones are final.
    std::map<int, InterruptedTrial> m_interrupted; ///< Waiting to go on.
    std::map<int, std::shared_ptr<ActiveTrial>> m_active;
    int m_toldPrefix = 0;     ///< Trials 0 .. m_toldPrefix-1 are told.
    bool m_queueOnly = false; ///< startQueued(): the sampler is not asked.
    bool m_exhausted = false; ///< The latest stage's sampler has nothing left.
    std::list<WorkerThread> m_threads;
    std::vector<bool> m_lanes; ///< Taken lanes.
    int m_targetWorkers = 0;
    std::optional<std::uint64_t> m_memoryLimit; ///< Of all workers together.
};

} // namespace tunescope
