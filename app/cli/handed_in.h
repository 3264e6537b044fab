// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

#include <stop_token>
#include <string>
#include <vector>

namespace tunescope::cli {

/// A study as a student hands it in: a .tune file, or what `show --json` printed of it.
struct HandedIn {
    StoredStudy study;        ///< Of JSON: settings, and of every trial its state, value and best epoch.
    bool hasNotebook = false;
    std::string tune;         ///< The .tune file; empty for JSON.
};

/// Errors: those of study files and of JSON, with their place.
[[nodiscard]] Result<HandedIn> readHandedIn(const std::string& path);

/// Trains the trials again and compares: every epoch of a .tune, value, last value and best epoch of JSON. The first
/// difference in words ("trial 3 differs: ..."), or "".
[[nodiscard]] Result<std::string> differenceInRuns(const HandedIn& work, const std::vector<int>& trials, std::stop_token stop);

} // namespace tunescope::cli
