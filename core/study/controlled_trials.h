// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/statistics.h"
#include "core/study/study_store.h"
#include "core/study/training_objective.h"

#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// A trial that is compared with the one it comes from, ready for the queue.
struct ControlledTrial {
    ParamSet params;
    TrialLineage lineage;
};

/// The trial with some settings changed, on the same split, initial weights (where the shapes agree), batch order and
/// dropout. With nothing changed it gives the same numbers, bit by bit. `latest` is the stage in which it will run.
/// Errors: NoSuchTrial, and those of settings that do not exist or do not fit.
[[nodiscard]] Result<ControlledTrial> twinOf(const TrainingObjective& objective, const StoredStudy& study, int trial, const ParamSet& changes,
                                             const StageConfig& latest);

/// The trial as it was at the end of `epoch`, going on with some settings changed: weights, optimizer memory (unless
/// the optimizer changes), best epoch and patience are taken over. With nothing changed it gives the same numbers, bit
/// by bit. Errors: likewise, CountOutOfRange (epoch), ForkChangesNetwork.
[[nodiscard]] Result<ControlledTrial> forkOf(const TrainingObjective& objective, const StoredStudy& study, int trial, int epoch,
                                             const ParamSet& changes, const StageConfig& latest);

/// The trial trained `epochs` longer than it was; patience begins anew, the schedule is that of the longer training
/// from there on. Errors: those of forkOf().
[[nodiscard]] Result<ControlledTrial> continuationOf(const TrainingObjective& objective, const StoredStudy& study, int trial, int epochs,
                                                     const StageConfig& latest);

/// A trial against the one it comes from: for each start (their own seed, and every confirmation draw that both have)
/// the mean of the last five epochs' validation metric, and the differences, turned so that more is better.
struct TwinVerdict {
    int trial = 0;
    int of = 0;
    std::vector<double> differences; ///< One a start.
    PairedComparison comparison;     ///< Of the differences with 0.
    std::string words;               ///< "helped", "hurt", "could be luck", "no difference".
};

/// Nothing where the trial is no twin, fork or continuation, or one of the two has no epochs.
[[nodiscard]] std::optional<TwinVerdict> twinVerdict(const StoredStudy& study, int trial);

} // namespace tunescope
