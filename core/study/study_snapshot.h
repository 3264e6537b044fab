// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/objective.h"
#include "core/study/study_config.h"
#include "core/study/trial_report.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// Series of run (0, 0) of a trial; index = epoch, so index 0 is before the first step. NaN where there is no value.
struct TrialCurves {
    std::vector<float> trainLoss;
    std::vector<float> validationLoss;
    std::vector<float> trainMetric;      ///< The study's metric.
    std::vector<float> validationMetric;
};

/// One trial as it was at one moment. Immutable; a changed trial gets a new object, so pointers tell what changed.
struct TrialSnapshot {
    TrialStart start;
    TrialState state = TrialState::Queued;
    TrialOutcome outcome;      ///< Complete once the state is told.
    TrialCurves curves;
    int plannedEpochs = 0;
    int bestEpochSoFar = 0;    ///< Of run (0, 0), while running too.
    double bestValueSoFar = 0.0; ///< NaN before the first epoch.
    double macroF1 = 0.0;      ///< At the best epoch; NaN for regression.
    int worker = -1;           ///< Lane in which it ran.
    double startSeconds = 0.0; ///< Since the study began to run (pauses left out).
    double endSeconds = 0.0;   ///< Up to now while running.
    std::shared_ptr<const ConfusionMatrix> latestConfusion; ///< Of the last reported epoch while running, else null.
    std::shared_ptr<const ConfusionMatrix> bestConfusion;   ///< At the best epoch; null until known or after reopening.
    std::string note;
    bool deleted = false;

    [[nodiscard]] int number() const { return start.number; }
    [[nodiscard]] int finishedEpochs() const { return curves.validationLoss.empty() ? 0 : static_cast<int>(curves.validationLoss.size()) - 1; }
};

enum class RunnerState { Idle, Running, Paused, Stopping, Finished };

struct TrialCounts {
    int queued = 0;
    int running = 0;
    int complete = 0;
    int pruned = 0;
    int diverged = 0;
    int failed = 0;
    int cancelled = 0;
    int paused = 0;

    [[nodiscard]] int told() const { return complete + pruned + diverged + failed + cancelled; }
};

/// The counter of a state.
[[nodiscard]] int& counterOf(TrialCounts& counts, TrialState state);

/// The whole study at one moment. Trials are shared in chunks, so making one is cheap.
class StudySnapshot
{
public:
    static constexpr std::size_t kChunk = 256;
    using Chunk = std::array<std::shared_ptr<const TrialSnapshot>, kChunk>;

    std::uint64_t revision = 0;
    RunnerState state = RunnerState::Idle;
    std::shared_ptr<const StudyConfig> config;
    std::shared_ptr<const StudyFacts> facts;
    std::vector<std::shared_ptr<const StageConfig>> stages;
    std::vector<int> stageFirstTrials;
    int plannedTrials = 0;   ///< Budget of all stages together; 0 = no limit by trials.
    int workers = 0;
    int best = -1;           ///< Number of the best complete trial, -1 if none.
    TrialCounts counts;        ///< Of all trials that were begun: what the budget is spent on.
    TrialCounts deletedCounts; ///< Those among them that are marked as deleted.
    double runSeconds = 0.0; ///< Time spent running, pauses left out.
    std::optional<StopReason> stopped; ///< Why the search ended, once it is finished.
    std::optional<Error> fault; ///< Why the run paused by itself (a full disk).

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] const TrialSnapshot& trial(std::size_t number) const { return *trialPtr(number); }
    [[nodiscard]] const std::shared_ptr<const TrialSnapshot>& trialPtr(std::size_t number) const
    {
        return (*m_chunks[number / kChunk])[number % kChunk];
    }
    [[nodiscard]] const std::vector<std::shared_ptr<const Chunk>>& chunks() const { return m_chunks; }

    /// For the board and for tests that build a snapshot by hand.
    void assign(std::vector<std::shared_ptr<const Chunk>> chunks, std::size_t size)
    {
        m_chunks = std::move(chunks);
        m_size = size;
    }

private:
    std::vector<std::shared_ptr<const Chunk>> m_chunks;
    std::size_t m_size = 0;
};

using StudySnapshotPtr = std::shared_ptr<const StudySnapshot>;

/// A snapshot of given trials, numbered 0, 1, ... (tests, galleries).
[[nodiscard]] std::shared_ptr<StudySnapshot> snapshotOf(std::vector<TrialSnapshot> trials);

/// The trials that a student sees: `counts` without the deleted ones.
[[nodiscard]] TrialCounts shownCounts(const StudySnapshot& snapshot);

/// Numbers of the complete, not deleted trials, best first; equal values keep their order.
[[nodiscard]] std::vector<int> rankedTrials(const StudySnapshot& snapshot);

} // namespace tunescope
