// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

#include <optional>
#include <string>
#include <variant>

namespace tunescope {

// What can be asked of the writer thread, one struct for each write call of StudyStore.
struct TrialToldJob {
    int trial = 0;
    TrialOutcome outcome;
};
struct CheckpointJob {
    int trial = 0;
    TrialCheckpoint checkpoint;
};
struct InterruptedJob {
    int trial = 0;
};
struct StageOpenedJob {
    StageConfig stage;
    int firstTrial = 0;
};
struct BudgetJob {
    int stage = 0;
    Budget budget;
};
struct QueuedTrialJob {
    int stage = 0;
    ParamSet params;
    std::optional<TrialLineage> lineage = std::nullopt; ///< Nothing: made by hand in the spec.
};
struct NoteJob {
    int trial = 0;
    std::string note;
};
struct DeletedJob {
    int trial = 0;
    bool deleted = false;
};
struct ViewStateJob {
    std::string name;
    std::string value;
};

using StudyJob = std::variant<TrialStart, EpochRecord, TrialToldJob, CheckpointJob, InterruptedJob,
                              StageOpenedJob, BudgetJob, QueuedTrialJob, StudyEvent, NoteJob, DeletedJob, ViewStateJob,
                              ExtraRun, TestLook>;

} // namespace tunescope
