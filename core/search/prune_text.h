// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/trial_record.h"

#include <string>
#include <string_view>

namespace tunescope {

/// The reason as one sentence with its numbers, for example "Pruned at epoch 8: 80.8 % was below the median
/// 90.4 % of 12 finished trials." `share` values (0..1) are written in percent; others follow `metricTitle`
/// ("RMSE 12.5 was above ..."). Two numbers that differ are written with enough digits to look different.
[[nodiscard]] std::string pruneText(const PruneReason& reason, std::string_view metricTitle, bool share);

/// The kind as it is stored in files: "median", "asha", "percentile", "extrapolate", "patience" or
/// "threshold".
[[nodiscard]] std::string_view pruneKindName(PruneKind kind);

} // namespace tunescope
