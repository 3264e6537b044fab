// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/confirmation.h"
#include "core/study/dataset_summary.h"
#include "core/study/optimism.h"
#include "core/study/prune_audit.h"
#include "core/study/study_answers.h"
#include "core/study/study_runner.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace tunescope {

struct DataChange;
struct Dataset;
struct TrainedTrial;

/// Scores that any network must beat, on the validation part of the protocol.
struct Baselines {
    std::string metric;
    double constant = 0.0;   ///< Always the largest class, or always the mean.
    double linear = 0.0;     ///< Logistic or linear regression (no hidden layer).
};

/// How long trials take here, from a short probe or from trials already run.
struct TimeEstimate {
    double trialSeconds = 0.0;     ///< Mean busy time of one trial on one worker, pruning included where known.
    double trialSecondsLow = 0.0;  ///< 10th and 90th percentile of the mean over the planned trials.
    double trialSecondsHigh = 0.0;
    int timedTrials = 0;           ///< 0 = from the probe.
};

/// A setting that the search-space editor can offer.
struct SettingEntry {
    ParamSpec spec;     ///< Widest sensible range, default and conditions.
    std::string title;  ///< "Learning rate"
    std::string meaning; ///< About five words: "size of each step"
};

/// All settings that the task knows.
[[nodiscard]] std::vector<SettingEntry> settingEntries(Task task);
/// Those that have an effect on this data: the models that can read it, and what these models have. One model
/// alone is no setting.
[[nodiscard]] std::vector<SettingEntry> settingEntries(const DatasetFacts& facts);

/// Everything that the window and the command line start. One object per open study; blocking functions say so
/// and are called on a background thread, the others return at once.
class StudyService
{
public:
    explicit StudyService(std::shared_ptr<StudyStoreFactory> stores);
    StudyService(const StudyService&) = delete;
    StudyService& operator=(const StudyService&) = delete;
    ~StudyService();

    // --- Data (blocking; thread-safe) ---
    [[nodiscard]] static Result<DatasetFacts> describeData(const DataSpec& data, const ProtocolConfig& protocol, std::uint64_t splitSeed);
    /// What makes scores look better than they are: columns that tell the target, rows that appear in two parts.
    [[nodiscard]] static Result<std::vector<DatasetCheck>> findLeaks(const DataSpec& data, const ProtocolConfig& protocol, std::uint64_t splitSeed);
    /// Likewise of the open study.
    [[nodiscard]] Result<std::vector<DatasetCheck>> findLeaks() const;
    [[nodiscard]] static Result<Baselines> measureBaselines(const DataSpec& data, const ProtocolConfig& protocol, std::uint64_t splitSeed);
    [[nodiscard]] static Result<std::vector<RowView>> readRows(const DataSpec& data, std::span<const std::int64_t> rows);

    // --- Configurations (blocking where a probe runs) ---
    /// The configuration as it is stored: conditions that settings have by nature are added, metric and direction
    /// are filled in. Two specs mean the same study if these agree. Opens the data. Errors: those of checkConfig.
    [[nodiscard]] static Result<StudyConfig> completedConfig(const StudyConfig& config);
    /// Everything, data included: settings that do not exist, fit no model, or need more memory than `workers` have.
    [[nodiscard]] static Result<void> checkConfig(const StudyConfig& config, int workers);
    /// Trains draws of the space for about `probeSeconds` on this thread.
    [[nodiscard]] static Result<TimeEstimate> estimate(const StudyConfig& config, double probeSeconds);
    /// Trains one network with `settings` over the fixed ones while its learning rate rises (blocking).
    [[nodiscard]] static Result<RateTest> testLearningRates(const StudyConfig& config, const ParamSet& settings, std::stop_token stop = {});
    /// The settings with which a search on this data starts: wide ranges that show the whole story.
    [[nodiscard]] static Result<StudyConfig> startingConfig(const DataSpec& data);
    /// The digits demo; a 0.3 s probe fixes its number of trials so that they take about `seconds`.
    [[nodiscard]] static Result<StudyConfig> demoConfig(int workers, double seconds);
    /// The next configurations that the sampler will propose (history-free samplers; at most `count`).
    [[nodiscard]] static std::vector<ParamSet> nextDraws(const StudyConfig& config, int firstTrial, int count);

    // --- The open study ---
    [[nodiscard]] Result<void> create(const StudyConfig& config, const std::string& path, StudyListener* listener = nullptr); // blocking
    [[nodiscard]] Result<void> open(const std::string& path, StudyListener* listener = nullptr);                              // blocking
    void close(); ///< Interrupts what is running, saves, and waits (blocking).
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] std::string path() const;

    /// The runner of the open study: start, pause, stop, budget, snapshots.
    [[nodiscard]] StudyRunner& runner();
    [[nodiscard]] StudySnapshotPtr snapshot() const; ///< Null if no study is open.
    [[nodiscard]] std::uint64_t revision() const;

    /// What the window remembers of the open study; stored with it.
    [[nodiscard]] const ViewState& viewState() const;
    void setViewState(const std::string& name, const std::string& value);

    /// Every opening of the open study's test part so far.
    [[nodiscard]] std::vector<TestLook> testLooks() const;

    /// A consistent copy of the open study, made while it may run. Replaces `path`.
    [[nodiscard]] Result<void> saveCopy(const std::string& path) const; // blocking
    /// Goes on in a new file, with what could not be written to the old one (a full disk); the old one stays.
    [[nodiscard]] Result<void> moveTo(const std::string& path); // blocking

    [[nodiscard]] EngineFacts engine() const;          ///< Of this program.
    [[nodiscard]] std::shared_ptr<const Dataset> dataset() const; ///< Of the open study; null if none is open.
    [[nodiscard]] Result<StoredStudy> stored() const;  ///< Blocking: everything, with epochs, as on disk.
    [[nodiscard]] Result<ConfusionMatrix> confusion(int trial, int epoch) const; // blocking
    /// The layers in every epoch of a trial; those of a running one too.
    [[nodiscard]] Result<std::vector<EpochLayers>> layerReports(int trial) const; // blocking
    /// Trains the trial again up to `epoch` (0 = its best) from its seed: the same numbers, milliseconds for small networks.
    [[nodiscard]] Result<PredictionSet> predictions(int trial, int epoch, std::stop_token stop = {}) const; // blocking
    /// Likewise, and gives the network itself.
    [[nodiscard]] Result<TrainedTrial> trained(int trial, int epoch, std::stop_token stop = {}) const; // blocking
    /// Likewise, and lets the network write. Errors: ParamNotAChoice where the model writes no text.
    [[nodiscard]] Result<WrittenTexts> writeTexts(int trial, int epoch, const TextRequest& request, std::stop_token stop = {}) const; // blocking
    /// Trains the trial again and compares every stored number.
    struct RerunReport {
        bool identical = true;
        bool sameEngine = true;
        std::string firstDifference; ///< "epoch 3: validation loss 0.41 instead of 0.42"; empty if none.
        int epochs = 0;
    };
    [[nodiscard]] Result<RerunReport> rerun(int trial, std::stop_token stop = {}) const; // blocking

    // --- Trust (blocking) ---
    /// Trains the best or the named trials again on new seeds; every finished run is stored at once, and one that is
    /// stored is not trained again, so an interrupted confirmation goes on. The report is on the request's trials as
    /// far as they are. Errors: those of confirmationJobs(), the store's fault.
    [[nodiscard]] Result<ConfirmationReport> confirm(const ConfirmRequest& request, const ExtraProgress& progress = {}, std::stop_token stop = {});
    /// Opens the test part for a trial; the look is stored for ever before it is given back. Errors: those of
    /// scoreOnTest(), the store's fault.
    [[nodiscard]] Result<TestLook> openTest(int trial, std::stop_token stop = {});
    /// Finishes a sample of the pruned trials and says how many were pruned wrongly. Stored and continued as confirm().
    /// Errors: NothingPruned, the store's fault.
    [[nodiscard]] Result<AuditReport> auditPruning(const AuditRequest& request, const ExtraProgress& progress = {}, std::stop_token stop = {});
    /// Puts a twin, a fork at an epoch, or a longer training of a trial into the queue; it becomes the next new trial.
    /// Errors: see controlled_trials.h.
    [[nodiscard]] Result<void> addTwin(int trial, const ParamSet& changes);
    [[nodiscard]] Result<void> addFork(int trial, int epoch, const ParamSet& changes);
    [[nodiscard]] Result<void> addContinuation(int trial, int epochs);
    /// Scores the best trial on other data of the same columns, read as the study's own. Errors: see retuning.h.
    [[nodiscard]] Result<DataChange> compareData(const std::string& source, std::stop_token stop = {}) const;
    /// A line of the notebook; `kind` is one of kStudentEntries. Errors: NotebookTextEmpty, the store's fault.
    [[nodiscard]] Result<void> writeNotebook(const std::string& kind, const std::string& text);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tunescope
