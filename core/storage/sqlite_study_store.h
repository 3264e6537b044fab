// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/study_lock.h"
#include "core/storage/study_writer.h"
#include "core/study/study_store.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace tunescope {

/// A study in one SQLite file with a write-ahead log. Writing goes through one StudyWriter; reading uses its
/// own connection, so it never waits for a batch. Without a writer the study can only be looked at: the write
/// calls do nothing and fault() says so.
class SqliteStudyStore final : public StudyStore
{
public:
    /// `lock` and `writer` are both there or both not.
    SqliteStudyStore(std::string path, std::unique_ptr<Database> reader, std::optional<StudyLock> lock,
                     std::unique_ptr<StudyWriter> writer);

    void trialStarted(const TrialStart& trial) override;
    void epochReported(const EpochRecord& record) override;
    void checkpointSaved(int trial, const TrialCheckpoint& checkpoint) override;
    void trialTold(int trial, const TrialOutcome& outcome) override;
    void trialInterrupted(int trial) override;
    void stageOpened(const StageConfig& stage, int firstTrial) override;
    void budgetChanged(int stage, const Budget& budget) override;
    void trialQueued(int stage, const ParamSet& params, const TrialLineage& lineage) override;
    void extraRunDone(const ExtraRun& run) override;
    void testOpened(const TestLook& look) override;
    void eventHappened(const StudyEvent& event) override;
    void noteChanged(int trial, const std::string& note) override;
    void deletedChanged(int trial, bool deleted) override;
    void viewStateChanged(const std::string& name, const std::string& value) override;

    [[nodiscard]] Result<void> flush() override;
    [[nodiscard]] std::optional<Error> fault() const override;
    void retry() override;
    [[nodiscard]] Result<void> copyTo(const std::string& path) override;
    [[nodiscard]] Result<void> moveTo(const std::string& path) override;

    [[nodiscard]] Result<StoredStudy> load() override;
    [[nodiscard]] Result<ConfusionMatrix> confusion(int trial, int repeat, int fold, int epoch) override;
    [[nodiscard]] Result<std::vector<EpochLayers>> layerReports(int trial) override;
    [[nodiscard]] Result<std::vector<std::byte>> dataCopy() override;
    [[nodiscard]] std::string path() const override;

private:
    void push(StudyJob job, Urgency urgency);
    template <class Read>
    auto readFlushed(Read read);

    std::optional<StudyLock> m_lock; ///< Released last.
    std::unique_ptr<StudyWriter> m_writer;
    mutable std::mutex m_readerMutex; ///< Guards what follows.
    std::string m_path;
    std::unique_ptr<Database> m_reader; ///< Closed first, so that the writer's close can fold the log in.
};

} // namespace tunescope
