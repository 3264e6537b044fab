// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/objective.h"
#include "core/study/trial_report.h"

#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// What the study knows of its data, as JSON inside the study file.
[[nodiscard]] std::string printFacts(const StudyFacts& facts);
[[nodiscard]] Result<StudyFacts> parseFacts(std::string_view text);

/// Why a trial was pruned.
[[nodiscard]] std::string printPruneReason(const PruneReason& reason);
[[nodiscard]] Result<PruneReason> parsePruneReason(std::string_view text);

/// The runs that an interrupted trial had already finished.
[[nodiscard]] std::string printRunResults(const std::vector<RunResult>& runs);
[[nodiscard]] Result<std::vector<RunResult>> parseRunResults(std::string_view text);

} // namespace tunescope
