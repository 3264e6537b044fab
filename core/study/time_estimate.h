// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_config.h"

#include <vector>

namespace tunescope {

/// What a short trial run of a configuration shows about its pace.
struct Probe {
    std::vector<double> trialSeconds; ///< Busy time of each trial, extrapolated to its planned end where it was cut off.
    double secondsPerEpoch = 0.0;     ///< Busy time of one worker, mean over all epochs of the probe.
};

/// Runs the study without a file for about `seconds` (longer only until a first epoch is done, at most 5 s) and
/// throws the results away.
[[nodiscard]] Result<Probe> probeTrials(const StudyConfig& config, int workers, double seconds);

} // namespace tunescope
