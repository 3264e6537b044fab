// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/pruner.h"
#include "core/search/sampler.h"
#include "core/study/study_config.h"
#include "core/study/study_store.h"
#include "core/study/trial_report.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace tunescope {

/// One stage at work: what it proposes next, and the pruner that judges its trials. Not thread-safe; the runner
/// calls it under its ask/tell lock (the pruner is const and may be used by many).
class StagePlan
{
public:
    /// `lineages` are those of the queue's entries, in order; missing ones were made by hand.
    [[nodiscard]] static Result<std::unique_ptr<StagePlan>> create(std::shared_ptr<const StageConfig> config, int stage, int firstTrial,
                                                                   std::vector<TrialLineage> lineages = {});

    [[nodiscard]] const StageConfig& config() const { return *m_config; }
    [[nodiscard]] const std::shared_ptr<const StageConfig>& shared() const { return m_config; }
    [[nodiscard]] int stage() const { return m_stage; }
    [[nodiscard]] int firstTrial() const { return m_firstTrial; }
    [[nodiscard]] const Pruner* pruner() const { return m_pruner.get(); }

    /// True if trials may start and finish in any order without changing a number.
    [[nodiscard]] bool isFree() const
    {
        return !m_pruner && m_sampler->isHistoryFree() && m_config->budget.rules.empty();
    }

    /// True if trials made by hand are waiting to be run.
    [[nodiscard]] bool hasQueued() const { return m_nextInQueue < m_config->queue.size(); }

    /// How many trials of this stage were run elsewhere: they take nothing of its budget.
    [[nodiscard]] int imported() const { return m_imported; }

    /// A trial that is already on file counts as proposed.
    void remember(const TrialStart& start);

    /// The next trial of this stage: the queue first, then the sampler. `records` holds all trials 0 .. trial-1
    /// by number; those after `trial - 1 - lag` are pending to the sampler.
    /// Errors: SpaceExhausted, or a sampler that cannot do this space.
    [[nodiscard]] Result<TrialStart> propose(std::span<const TrialRecordPtr> records, int trial, int lag,
                                             const ProtocolConfig& protocol, std::uint64_t studySeed);

    void setTrialBudget(int trials) { replace([&](StageConfig& stage) { stage.budget.trials = trials; }); }
    void setStoppingRules(const StoppingRules& rules) { replace([&](StageConfig& stage) { stage.budget.rules = rules; }); }
    /// The budget grows by one.
    void enqueue(const ParamSet& params, const TrialLineage& lineage);

private:
    StagePlan() = default;

    template <class Edit>
    void replace(Edit edit)
    {
        auto copy = std::make_shared<StageConfig>(*m_config);
        edit(*copy);
        m_config = std::move(copy);
    }
    /// Samplers that learn begin with the defaults, if every parameter has one.
    [[nodiscard]] std::optional<ParamSet> firstConfiguration() const;
    [[nodiscard]] ParamSet completed(const ParamSet& byHand, int trial, std::uint64_t studySeed) const;

    std::shared_ptr<const StageConfig> m_config;
    int m_stage = 0;
    int m_firstTrial = 0;
    std::unique_ptr<Sampler> m_sampler;
    std::unique_ptr<Pruner> m_pruner;
    std::size_t m_nextInQueue = 0;
    int m_sampled = 0;
    int m_imported = 0;
    std::unordered_map<std::string, int> m_seen; ///< paramKey() of every proposed configuration, and its trial.
    std::vector<TrialLineage> m_lineages; ///< Of the queue's entries; may be shorter.
};

/// Whether a trial is compared with the one it comes from: a twin, a fork or a continuation. No pruner judges it.
[[nodiscard]] bool isControlled(const Origin& origin);

/// The most epochs that a trial of this stage can train: the horizon of schedules and rungs.
[[nodiscard]] int epochHorizon(const StageConfig& stage);

} // namespace tunescope
