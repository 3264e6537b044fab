// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"

#include <optional>
#include <vector>

namespace tunescope::ui {

/// A trial that a stopped one was compared with.
struct PruneRival {
    int trial = 0;
    double value = 0.0;  ///< Its best until that epoch; where curves are extrapolated, what it came to or is expected to.
    bool wentOn = false; ///< Good enough by the rule; ahead where curves are extrapolated.
};

/// Among whom a trial was stopped.
struct PruneStory {
    PruneReason reason;
    std::vector<PruneRival> rivals; ///< Best first, the trial itself among them; empty for rules that compare with nobody.
};

/// What the pruning rule saw when it stopped the trial: the trials 0 .. n-1-lag that had come as far. Nothing for a trial
/// that no rule stopped. Of rules with rungs those at the rung, of others the complete ones, which is what they look at.
[[nodiscard]] std::optional<PruneStory> pruneStoryOf(const StudySnapshot& snapshot, int trial);

} // namespace tunescope::ui
