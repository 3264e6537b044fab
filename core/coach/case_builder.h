// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/coach_case.h"

#include <vector>

namespace tunescope {

/// The study as its file has it; what only the data can tell is empty.
[[nodiscard]] StudyCase studyCaseOf(const StoredStudy& study);

/// Opens the data and measures baselines and the probe; blocking, up to seconds for large data. What cannot
/// be measured stays empty. Errors: those of the data.
[[nodiscard]] Result<void> addDataFacts(StudyCase& study, const StudyConfig& config);

/// One trial. `layers` of all its runs, `confusion` of its best epoch.
[[nodiscard]] TrialCase trialCaseOf(const StudyCase& study, const StoredStudy& stored,
                                    const StoredTrial& trial, std::vector<EpochLayers> layers,
                                    ConfusionMatrix confusion);

} // namespace tunescope
