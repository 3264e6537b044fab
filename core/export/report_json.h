// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/json_writer.h"
#include "core/study/study_store.h"

#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

// The event lines of `tunescope-cli --jsonl`, one JSON object each, without the line break.
[[nodiscard]] std::string printTrialStarted(const TrialStart& trial);
[[nodiscard]] std::string printEpoch(const EpochRecord& record, const std::vector<std::string>& metricNames);
[[nodiscard]] std::string printTrialFinished(int trial, const TrialOutcome& outcome);

/// "epoch", "train" (not for epoch 0), "validation", "learning_rate", "gradient_norm", "epoch_seconds" as
/// members of the open object.
void writeEpochMembers(JsonWriter& json, const EpochRecord& record,
                       const std::vector<std::string>& metricNames);

/// {"kind": ..., "text": ...} with the numbers behind it.
void writeReason(JsonWriter& json, const TrialReason& reason);

/// "values": one for each objective; and "pareto": the trials that none beats in all of them. Nothing where there is
/// one objective.
void writeValues(JsonWriter& json, const std::vector<double>& values);
void writePareto(JsonWriter& json, const StoredStudy& study);

/// {"version": ..., "onednn": ..., "isa": ..., "numerics": ...}
void writeEngine(JsonWriter& json, const EngineFacts& engine);

/// Seconds since 1970 as "2026-11-24T06:19:10Z".
[[nodiscard]] std::string timeText(double secondsSince1970);

} // namespace tunescope
