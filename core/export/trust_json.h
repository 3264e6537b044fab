// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/json_writer.h"
#include "core/study/confirmation.h"
#include "core/study/cost_ledger.h"
#include "core/study/optimism.h"
#include "core/study/prune_audit.h"
#include "core/study/study_store.h"

#include <string>
#include <vector>

namespace tunescope {

/// One confirmation report as a JSON object; members whose value depends on measured times end in _seconds.
void writeConfirmation(JsonWriter& json, const ConfirmationReport& report, const std::string& metric);
/// All of a study, one a kind of split; an empty list without any.
void writeConfirmations(JsonWriter& json, const StoredStudy& study);
/// Every training outside the search.
void writeExtraRuns(JsonWriter& json, const std::vector<ExtraRun>& runs);

/// "segments": a fork's settings before its own.
void writeSegmentList(JsonWriter& json, const std::vector<TrainingSegment>& segments);
void writeTestLook(JsonWriter& json, const TestLook& look, const std::vector<std::string>& metricNames);
void writeOptimism(JsonWriter& json, const OptimismReport& report);

/// Of the stored ghosts; null without any.
void writeAudit(JsonWriter& json, const AuditReport& report);
void writeCosts(JsonWriter& json, const CostLedger& ledger);

/// What best.json says of a trial's confirmation and test score; nothing where there is none.
void writeTrialTrust(JsonWriter& json, const StoredStudy& study, int trial);

/// The notebook: entries with kind, text, time and hash, and whether the chain is whole.
[[nodiscard]] std::string printNotebook(const StoredStudy& study);
/// The same as a Markdown table for people.
[[nodiscard]] std::string printNotebookMarkdown(const StoredStudy& study);

} // namespace tunescope
