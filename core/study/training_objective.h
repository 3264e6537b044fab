// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/data/prepared_data.h"
#include "core/data/preprocessing.h"
#include "core/data/split.h"
#include "core/study/objective.h"
#include "core/study/study_config.h"

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace tunescope {

struct TrainingConfig;

/// Trains one network per run of a trial on the study's data: the bridge between a search and the engine.
///
/// The split is fixed by the protocol; preprocessed data are cached per (preprocessing, repeat, fold) and
/// shared by the workers.
class TrainingObjective final : public Objective
{
public:
    /// Opens the data and makes the splits. Errors: those of the data and of an impossible protocol.
    [[nodiscard]] static Result<std::shared_ptr<TrainingObjective>> create(const StudyConfig& config);
    /// With data that are open already.
    [[nodiscard]] static Result<std::shared_ptr<TrainingObjective>>
    create(const StudyConfig& config, std::shared_ptr<const Dataset> dataset);
    /// Likewise, as if the rows outside `pool` did not exist (ascending; empty = all rows).
    [[nodiscard]] static Result<std::shared_ptr<TrainingObjective>>
    create(const StudyConfig& config, std::shared_ptr<const Dataset> dataset, std::vector<std::int64_t> pool);

    [[nodiscard]] const StudyFacts& facts() const override { return m_facts; }
    [[nodiscard]] int plannedEpochs(const ParamSet& settings) const override;
    void limitMemory(std::uint64_t bytes, int workers) override;
    [[nodiscard]] TrialOutcome evaluate(const TrialStart& trial, const ParamSet& fixed,
                                        const std::optional<TrialCheckpoint>& from,
                                        TrialContext& context) override;

    [[nodiscard]] const Dataset& dataset() const { return *m_dataset; }
    [[nodiscard]] const std::shared_ptr<const Dataset>& sharedDataset() const { return m_dataset; }
    [[nodiscard]] const std::string& metric() const { return m_metric; }
    [[nodiscard]] const ProtocolConfig& protocol() const { return m_protocol; }
    /// What the engine makes of settings (searched and fixed together).
    [[nodiscard]] Result<TrainingConfig> configFor(const ParamSet& settings) const;

    /// Training and validation rows of one run, ready for a network.
    [[nodiscard]] Result<std::shared_ptr<const PreparedData>>
    prepared(const PreprocessingConfig& preprocessing, int repeat, int fold);
    [[nodiscard]] Result<Split> split(int repeat, int fold) const;

private:
    TrainingObjective() = default;

    /// Bytes that one trial may take with its data.
    [[nodiscard]] std::uint64_t memoryShare() const;
    /// Bytes that prepared data may take while no trial works on them.
    [[nodiscard]] std::uint64_t keptBytes() const;

    ProtocolConfig m_protocol;
    std::string m_metric;
    SplitConfig m_split;
    StudyFacts m_facts;
    std::shared_ptr<const Dataset> m_dataset;
    std::atomic<std::uint64_t> m_freeMemory{0}; ///< For all trials and prepared data; 0: no limit was given.
    std::atomic<std::uint64_t> m_workers{1};
    std::mutex m_mutex;
    std::map<std::string, std::shared_ptr<const PreparedData>>
        m_prepared; ///< At most kMostPrepared, by a text key.
};

/// Seed of one run of a trial: the trial's own for run (0, 0), derived from it for the others.
[[nodiscard]] std::uint64_t runSeedOf(std::uint64_t trialSeed, int repeat, int fold);

/// Bytes that one trial may take: most of the free memory, shared by `workers`.
[[nodiscard]] std::uint64_t memoryPerTrial(int workers);

/// Split settings of a protocol.
[[nodiscard]] SplitConfig splitConfigOf(const ProtocolConfig& protocol, std::uint64_t splitSeed,
                                        const DataSpec& data);

} // namespace tunescope
