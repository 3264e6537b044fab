// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/objective.h"
#include "core/study/study_config.h"
#include "core/study/trial_report.h"
#include "core/study/trust_records.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// Engine of the program that made the numbers; stored with the study.
struct EngineFacts {
    std::string version;  ///< Of Tunescope.
    std::string onednn;
    std::string isa;
    std::string numerics; ///< "float32".

    friend bool operator==(const EngineFacts&, const EngineFacts&) = default;
};

/// An entry of the study's notebook: written by itself, or by the student. `at` is seconds since 1970, UTC.
///
/// Entries form a chain: `hash` is notebookHash() of the entry and the hash before it, so an entry that was edited,
/// taken out or put in is found (notebookFaults()).
struct StudyEvent {
    double at = 0.0;
    std::string kind; ///< "created", "stage_opened", "run_started", "test_opened", "note", "prediction", ... see study_notebook.h
    std::string detail;
    std::string hash = {}; ///< Filled in by the store.
};

/// Scalars of one epoch as read back.
using StoredEpoch = EpochRecord;

struct StoredTrial {
    TrialStart start;
    TrialState state = TrialState::Queued; ///< Running and paused ones were interrupted and continue.
    TrialOutcome outcome;
    std::vector<StoredEpoch> epochs = {};  ///< Without confusion matrices; layers only at the best epoch of a run.
    std::optional<TrialCheckpoint> checkpoint = std::nullopt;
    double startedAt = 0.0;
    std::string note = {};
    bool deleted = false;
    int looks = 0; ///< Times that the test part had been opened when the trial was told.
};

/// What the window remembers of a study (pins, selection, ...): texts by name, which only the window reads.
using ViewState = std::map<std::string, std::string>;

/// What a queued trial has besides its settings.
struct TrialLineage {
    Origin origin{OriginKind::ByHand};
    std::optional<std::uint64_t> seed = std::nullopt; ///< A twin's is that of its origin; otherwise by number.
    std::vector<TrainingSegment> segments = {};

    friend bool operator==(const TrialLineage&, const TrialLineage&) = default;
};

struct StoredStage {
    StageConfig config;
    int firstTrial = 0;
    double openedAt = 0.0;
    std::vector<TrialLineage> lineages = {}; ///< Of the queue's entries, in order; missing ones were made by hand.
};

struct StoredStudy {
    StudyConfig config; ///< Its stage is the first one.
    int lag = 0;
    StudyFacts facts;
    EngineFacts engine;
    std::vector<StoredStage> stages;
    std::vector<StoredTrial> trials; ///< By number, without gaps up to the last stored one (missing or damaged ones are Failed).
    std::vector<StudyEvent> events;
    ViewState viewState;
    double createdAt = 0.0;
    std::string appVersion;
    std::vector<Error> warnings; ///< What could not be read and was left out.
    std::vector<ExtraRun> extraRuns = {};  ///< By kind, split, draw and trial.
    std::vector<TestLook> testLooks = {};  ///< By number.
    std::int64_t notebookEntries = -1;     ///< How many there should be; -1 in a file made before they were counted.
    std::string notebookHash = {};         ///< Of the last one.
};

/// A study on disk. The write calls only queue; one writer thread commits at most every 250 ms and at once when
/// a trial is told. They may be called from any thread. Reads see everything that was queued before.
class StudyStore
{
public:
    virtual ~StudyStore() = default;

    virtual void trialStarted(const TrialStart& trial) = 0;
    virtual void epochReported(const EpochRecord& record) = 0;
    virtual void checkpointSaved(int trial, const TrialCheckpoint& checkpoint) = 0;
    virtual void trialTold(int trial, const TrialOutcome& outcome) = 0;
    /// Not told: goes on when the study is continued.
    virtual void trialInterrupted(int trial) = 0;
    virtual void stageOpened(const StageConfig& stage, int firstTrial) = 0;
    virtual void budgetChanged(int stage, const Budget& budget) = 0;
    virtual void trialQueued(int stage, const ParamSet& params, const TrialLineage& lineage) = 0; ///< Appended to the stage's queue.
    virtual void extraRunDone(const ExtraRun& run) = 0; ///< Replaces the same kind, trial, split and draw.
    virtual void testOpened(const TestLook& look) = 0;  ///< Trials told from now on come after it.
    virtual void eventHappened(const StudyEvent& event) = 0;
    virtual void noteChanged(int trial, const std::string& note) = 0;
    virtual void deletedChanged(int trial, bool deleted) = 0;
    virtual void viewStateChanged(const std::string& name, const std::string& value) = 0;

    /// Waits until everything queued is on disk.
    [[nodiscard]] virtual Result<void> flush() = 0;
    /// The fault that stopped the writer (full disk, file gone), if any; nothing was lost before it.
    [[nodiscard]] virtual std::optional<Error> fault() const = 0;
    /// The writer tries again what is still queued after a fault; returns at once, flush() tells how it went.
    virtual void retry() = 0;
    /// Blocking: writes what is queued, then a consistent copy at `path`, which is replaced if it is there.
    [[nodiscard]] virtual Result<void> copyTo(const std::string& path) = 0;
    /// Blocking: goes on in a new file at `path`: what is in the old one, and what a fault kept from it. The old
    /// file stays as it is. After an error nothing has changed. Errors: StudyExists, StudyInUse, those of copyTo().
    [[nodiscard]] virtual Result<void> moveTo(const std::string& path) = 0;

    [[nodiscard]] virtual Result<StoredStudy> load() = 0;
    [[nodiscard]] virtual Result<ConfusionMatrix> confusion(int trial, int repeat, int fold, int epoch) = 0;
    /// The layers in every stored epoch of a trial from 1 on, by repeat, fold and epoch; none in a study made before
    /// they were stored.
    [[nodiscard]] virtual Result<std::vector<EpochLayers>> layerReports(int trial) = 0;
    /// The stored copy of a data file (at most 20 MB), empty if there is none.
    [[nodiscard]] virtual Result<std::vector<std::byte>> dataCopy() = 0;
    [[nodiscard]] virtual std::string path() const = 0;
};

/// Makes and opens stores; handed in by the program so that study knows no database.
class StudyStoreFactory
{
public:
    virtual ~StudyStoreFactory() = default;

    /// A new file; ErrorCode::StudyExists if there is one. `dataFile` is copied in when it is not larger than 20 MB.
    [[nodiscard]] virtual Result<std::unique_ptr<StudyStore>> create(const std::string& path, const StudyConfig& config,
                                                                     const StudyFacts& facts, const EngineFacts& engine,
                                                                     const std::string& dataFile) = 0;
    /// Errors: missing, not a study, damaged, made by a newer version, in use by another program.
    [[nodiscard]] virtual Result<std::unique_ptr<StudyStore>> open(const std::string& path) = 0;
};

} // namespace tunescope
