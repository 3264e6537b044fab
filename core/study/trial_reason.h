// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/study/trial_report.h"

#include <string>
#include <string_view>

namespace tunescope {

/// Reasons with their English sentence, made from the numbers they are about.
[[nodiscard]] TrialReason completedReason(int epochs);
[[nodiscard]] TrialReason earlyStoppingReason(int epoch, int bestEpoch, int patience);
[[nodiscard]] TrialReason prunedReason(const PruneReason& prune, std::string_view metric);
/// `layer`: the first whose outputs were not finite, "loss" if only the loss was not; empty if it has just grown.
[[nodiscard]] TrialReason divergedReason(int epoch, std::int64_t step, const std::string& layer);
[[nodiscard]] TrialReason failedReason(const Error& error);
[[nodiscard]] TrialReason stoppedByHandReason(int epoch);

} // namespace tunescope
