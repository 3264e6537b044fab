// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/extra_trainer.h"
#include "core/study/study_store.h"

#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// Judges every pruned trial again from the stored curves: with the pruner of its stage and the trials that it could
/// see (0 .. n-1-lag), epoch by epoch. One sentence for each trial whose stored reason does not come out, or that would
/// have been stopped at another epoch.
[[nodiscard]] std::vector<std::string> pruneFaults(const StoredStudy& study);

/// Which pruned trials are finished afterwards, to see what pruning cost.
struct AuditRequest {
    double share = 0.2;              ///< Of all pruned trials, at least one.
    std::optional<int> count = std::nullopt; ///< Instead of the share.
    int top = 10;                    ///< Pruning a trial was wrong if it would have come this far up.
    int workers = 1;
};

/// A pruned trial and its ghost: the same training, not stopped.
struct GhostVerdict {
    int trial = 0;
    int stoppedAt = 0;                                ///< Epoch.
    std::optional<double> valueThen = std::nullopt;   ///< Best until then.
    std::optional<double> ghostValue = std::nullopt;  ///< What it would have come to; nothing if it diverged or failed.
    int rank = 0;                                     ///< Among the complete trials of the search, 1 = better than all; 0 without a value.
    bool wronglyPruned = false;
};

struct AuditReport {
    int pruned = 0;     ///< Trials that were pruned.
    int audited = 0;    ///< With a ghost.
    int wronglyPruned = 0;
    int top = 10;
    double rate = 0.0;  ///< wronglyPruned / audited; not-a-number without a ghost.
    double low = 0.0;   ///< 95 % interval of the rate. Source: Wilson, "Probable inference", JASA 22, 1927.
    double high = 0.0;
    double ghostSeconds = 0.0;
    std::vector<GhostVerdict> ghosts; ///< By trial.
};

/// The sample is drawn from the study's seed alone, so a larger one contains a smaller one. Those that have a ghost
/// already are left out. Errors: NothingPruned.
[[nodiscard]] Result<std::vector<ExtraJob>> ghostJobs(const StoredStudy& study, const AuditRequest& request);

[[nodiscard]] AuditReport auditReport(const StoredStudy& study, int top);

} // namespace tunescope
