// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/counts_blob.h"
#include "core/storage/database.h"
#include "core/storage/study_jobs.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// Writes the row or rows of each job with prepared statements. Used by the writer thread only.
class StudyTables
{
public:
    [[nodiscard]] static Result<std::unique_ptr<StudyTables>> create(Database& database);
    StudyTables(const StudyTables&) = delete;
    StudyTables& operator=(const StudyTables&) = delete;
    ~StudyTables() = default;

    /// All jobs in one transaction: all of them are in the file afterwards, or none.
    [[nodiscard]] Result<void> applyBatch(const std::vector<StudyJob>& jobs);

    /// The rows of a new study. `dataFile` is copied in when it is not larger than 20 MB.
    [[nodiscard]] Result<void> writeNewStudy(const StudyConfig& config, const StudyFacts& facts,
                                             const EngineFacts& engine, const std::string& dataFile);

private:
    struct Statements;
    explicit StudyTables(Database& database);

    [[nodiscard]] Result<void> apply(const TrialStart& trial);
    [[nodiscard]] Result<void> apply(const EpochRecord& record);
    [[nodiscard]] Result<void> apply(const TrialToldJob& job);
    [[nodiscard]] Result<void> apply(const CheckpointJob& job);
    [[nodiscard]] Result<void> apply(const InterruptedJob& job);
    [[nodiscard]] Result<void> apply(const StageOpenedJob& job);
    [[nodiscard]] Result<void> apply(const BudgetJob& job);
    [[nodiscard]] Result<void> apply(const QueuedTrialJob& job);
    [[nodiscard]] Result<void> apply(const StudyEvent& event);
    [[nodiscard]] Result<void> apply(const NoteJob& job);
    [[nodiscard]] Result<void> apply(const DeletedJob& job);
    [[nodiscard]] Result<void> apply(const ViewStateJob& job);
    [[nodiscard]] Result<void> apply(const ExtraRun& run);
    [[nodiscard]] Result<void> apply(const TestLook& look);
    [[nodiscard]] Result<void> writeSegments(const TrialStart& trial);
    [[nodiscard]] Result<void> findNotebookEnd();
    [[nodiscard]] Result<void> writeLayers(const EpochRecord& record);
    [[nodiscard]] Result<void> writeRuns(int trial, const std::vector<RunResult>& runs);
    [[nodiscard]] Result<void> writeStage(int number, const StageConfig& stage, int firstTrial);
    [[nodiscard]] Result<void> writeRules(int stage, const StoppingRules& rules);
    [[nodiscard]] Result<void> copyData(const std::string& dataFile);

    Database& m_database;
    CountsPacker m_packer;
    std::vector<std::byte> m_metrics;
    std::vector<std::byte> m_layers;
    std::vector<std::byte> m_stopping;
    struct NotebookEnd {
        std::int64_t entries = 0;
        std::string hash;
    };
    std::optional<NotebookEnd> m_notebookEnd; ///< As in the file and the open transaction; nothing: not looked up.
    std::shared_ptr<Statements> m_statements;
};

/// Seconds since 1970, UTC.
[[nodiscard]] double secondsNow();

} // namespace tunescope
