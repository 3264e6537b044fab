// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

namespace tunescope {

/// Keeps nothing: for probes and tests.
class NullStore final : public StudyStore
{
public:
    void trialStarted(const TrialStart& /*trial*/) override {}
    void epochReported(const EpochRecord& /*record*/) override {}
    void checkpointSaved(int /*trial*/, const TrialCheckpoint& /*checkpoint*/) override {}
    void trialTold(int /*trial*/, const TrialOutcome& /*outcome*/) override {}
    void trialInterrupted(int /*trial*/) override {}
    void stageOpened(const StageConfig& /*stage*/, int /*firstTrial*/) override {}
    void budgetChanged(int /*stage*/, const Budget& /*budget*/) override {}
    void trialQueued(int /*stage*/, const ParamSet& /*params*/, const TrialLineage& /*lineage*/) override {}
    void extraRunDone(const ExtraRun& /*run*/) override {}
    void testOpened(const TestLook& /*look*/) override {}
    void eventHappened(const StudyEvent& /*event*/) override {}
    void noteChanged(int /*trial*/, const std::string& /*note*/) override {}
    void deletedChanged(int /*trial*/, bool /*deleted*/) override {}
    void viewStateChanged(const std::string& /*name*/, const std::string& /*value*/) override {}
    [[nodiscard]] Result<void> flush() override { return {}; }
    [[nodiscard]] std::optional<Error> fault() const override { return std::nullopt; }
    void retry() override {}
    [[nodiscard]] Result<void> copyTo(const std::string&) override { return {}; }
    [[nodiscard]] Result<void> moveTo(const std::string&) override { return {}; }
    [[nodiscard]] Result<StoredStudy> load() override { return StoredStudy{}; }
    [[nodiscard]] Result<ConfusionMatrix> confusion(int trial, int /*repeat*/, int /*fold*/, int epoch) override
    {
        return fail(ErrorCode::NoSuchEpoch, {{"trial", trial}, {"epoch", epoch}, {"last", 0}});
    }
    [[nodiscard]] Result<std::vector<EpochLayers>> layerReports(int /*trial*/) override { return std::vector<EpochLayers>(); }
    [[nodiscard]] Result<std::vector<std::byte>> dataCopy() override { return std::vector<std::byte>(); }
    [[nodiscard]] std::string path() const override { return {}; }
};

} // namespace tunescope
