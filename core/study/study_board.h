// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"
#include "core/study/study_store.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace tunescope {

/// The mutable table of a running study, from which immutable snapshots are made on demand.
///
/// Workers change one trial at a time; snapshot() copies only what changed since the last one and shares the
/// rest in chunks of 256 trials. All functions are thread-safe and hold the board's own mutex briefly.
class StudyBoard
{
public:
    StudyBoard(std::shared_ptr<const StudyConfig> config, std::shared_ptr<const StudyFacts> facts);

    void addStage(std::shared_ptr<const StageConfig> stage, int firstTrial);
    void replaceStage(int stage, std::shared_ptr<const StageConfig> config); ///< A changed budget or queue.
    /// A trial read from a file, told or interrupted.
    void restoreTrial(const StoredTrial& trial, int plannedEpochs);

    /// A new trial, or one that goes on: its curves are cut back to `epochs` (of run (0, 0)).
    void beginTrial(const TrialStart& start, int plannedEpochs, int worker, double atSeconds, int keptEpochs);
    void report(const EpochRecord& record, double atSeconds);
    void interruptTrial(int trial, double atSeconds);
    void tellTrial(int trial, const TrialOutcome& outcome, double atSeconds);
    void setNote(int trial, const std::string& note);
    void setDeleted(int trial, bool deleted); // NOLINT: a flag of the trial, not a mode

    void setState(RunnerState state, int workers);
    void setPlannedTrials(int trials);
    void setFault(std::optional<Error> fault);
    void setStopped(std::optional<StopReason> reason);

    [[nodiscard]] std::uint64_t revision() const { return m_revision.load(std::memory_order_acquire); }
    [[nodiscard]] StudySnapshotPtr snapshot(double runSeconds) const;

private:
    struct Entry {
        TrialSnapshot trial;
        std::shared_ptr<const TrialSnapshot> shared; ///< Null when `trial` changed since.
    };

    void touch(std::size_t number);
    void changed() { m_revision.fetch_add(1, std::memory_order_acq_rel); }
    void updateBest(int number);
    void markDeleted(TrialSnapshot& trial, bool deleted); // NOLINT: a flag of the trial, not a mode
    void count(const TrialSnapshot& trial, int by); ///< In the state that it has now.
    [[nodiscard]] double metricOf(const PartValues& values) const;
    [[nodiscard]] std::shared_ptr<const StudySnapshot::Chunk> chunkOf(std::size_t index) const;

    mutable std::mutex m_mutex;
    std::atomic<std::uint64_t> m_revision{1};
    std::shared_ptr<const StudyConfig> m_config;
    std::shared_ptr<const StudyFacts> m_facts;
    std::vector<std::pair<std::shared_ptr<const StageConfig>, int>> m_stages;
    mutable std::vector<Entry> m_entries;
    mutable std::vector<std::shared_ptr<const StudySnapshot::Chunk>> m_chunks; ///< Null where a trial changed since.
    mutable StudySnapshotPtr m_last;
    StudySnapshot m_head; ///< State, counts and best; its trials are empty.
};

} // namespace tunescope
