// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/prepared_data.h"
#include "core/study/objective.h"
#include "core/training/training_config.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace tunescope {

class Trainer;

/// What one run of a trial came to.
struct RunEnd {
    TrialState state = TrialState::Complete;
    TrialReason reason;
    RunResult result;
    std::int64_t weights = 0;
    std::int64_t flops = 0;
};

/// What a forked trial trains first: `config` until the end of epoch `until`.
struct TrainingLeg {
    TrainingConfig config;
    int until = 0;
};

/// One run (repeat, fold) of a trial: builds the network on this thread, trains it and reports its epochs.
struct TrainingRun {
    const TrialStart& trial;
    int repeat = 0;
    int fold = 0;
    const TrainingConfig& config;
    std::shared_ptr<const PreparedData> data;
    std::uint64_t seed = 0;
    const std::vector<RunResult>& finishedRuns; ///< For checkpoints.
    std::uint64_t memoryLimit = 0;              ///< Bytes, with those of checkpoints and answers.
    const std::vector<TrainingLeg>& legs;       ///< Before `config`; empty but for forks.

    /// `from` is a checkpoint of this run, or null. Errors: a network that cannot be built.
    [[nodiscard]] Result<RunEnd> train(const TrialCheckpoint* from, TrialContext& context) const;

    [[nodiscard]] Result<std::unique_ptr<Trainer>> trainerFor(const TrainingConfig& settings) const;
    /// The trainer of a leg (after the last one: of `config`) as it goes on from the checkpoint `before` at the end of
    /// the leg before it.
    [[nodiscard]] Result<std::unique_ptr<Trainer>> trainerOfLeg(std::size_t leg, const SharedBytes& before) const;
};

} // namespace tunescope
