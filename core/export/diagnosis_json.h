// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/judgement.h"
#include "core/coach/verdict.h"
#include "core/storage/json_writer.h"

#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// What the coach says, ready for printing.
struct Diagnosis {
    std::string study;
    std::optional<int> trial = std::nullopt; ///< Asked about one trial; otherwise about all of the study.
    std::vector<Verdict> verdicts = {};
    std::vector<Judgement> judgements = {};
    std::string dataFault = {}; ///< Why the data could not be looked at; "" if they were.
};

/// The JSON document of `diagnose --json` (tunescope.diagnosis/1).
[[nodiscard]] std::string printDiagnosis(const Diagnosis& diagnosis);

/// One verdict, judgement or suggestion as an object.
void writeVerdict(JsonWriter& json, const Verdict& verdict);
void writeSuggestion(JsonWriter& json, const Suggestion& suggestion);
void writeJudgement(JsonWriter& json, const Judgement& judgement);

} // namespace tunescope
