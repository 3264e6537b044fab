// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

namespace tunescope {

/// Where the time of a study went, and what was not spent. Seconds of workers, not of the clock on the wall.
struct CostLedger {
    double completeSeconds = 0.0;
    double prunedSeconds = 0.0;
    double otherSeconds = 0.0; ///< Diverged, failed and cancelled trials.
    double confirmationSeconds = 0.0;
    double ghostSeconds = 0.0;
    int prunedEpochsSaved = 0; ///< Planned epochs that pruned trials did not train, all runs of their trials.
    double prunedSecondsSaved = 0.0; ///< Those at the trial's own mean time of an epoch.
    int stoppingEpochsSaved = 0;     ///< Likewise by early stopping, of complete trials.
    double stoppingSecondsSaved = 0.0;

    [[nodiscard]] double spentSeconds() const { return completeSeconds + prunedSeconds + otherSeconds + confirmationSeconds + ghostSeconds; }
};

[[nodiscard]] CostLedger costLedger(const StoredStudy& study);

} // namespace tunescope
