// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/runner_core.h"

#include <chrono>
#include <optional>

namespace tunescope {

/// The runner's side of one trial, used on its worker's thread.
class RunnerContext final : public TrialContext
{
public:
    /// `record` collects the values of run (0, 0) for samplers and pruners.
    RunnerContext(RunnerCore& core, const Assignment& assignment, TrialRecord& record);

    [[nodiscard]] NextStep report(EpochRecord record) override;
    [[nodiscard]] bool wantsCheckpoint() const override;
    void saveCheckpoint(TrialCheckpoint checkpoint) override;
    [[nodiscard]] std::stop_token stopToken() const override { return m_assignment.active->stop.get_token(); }
    [[nodiscard]] NextStep whyStopped() const override;

    [[nodiscard]] const std::optional<PruneReason>& pruneReason() const { return m_pruneReason; }
    /// Of every epoch so far, those before an interruption too.
    [[nodiscard]] const std::vector<FurtherValues>& further() const { return m_further; }
    [[nodiscard]] std::optional<TrialCheckpoint> takeCheckpoint() { return std::move(m_checkpoint); }

private:
    using Clock = std::chrono::steady_clock;

    RunnerCore& m_core;
    const Assignment& m_assignment;
    TrialRecord& m_record;
    std::vector<FurtherValues> m_further;
    std::optional<PruneReason> m_pruneReason;
    std::optional<TrialCheckpoint> m_checkpoint; ///< The latest, for going on without reading the file.
    Clock::time_point m_lastCheckpoint = Clock::now();
};

} // namespace tunescope
