// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

#include <string>

namespace tunescope::cli {

/// Reads a study for looking at it; warnings of damaged trials go to stderr.
[[nodiscard]] Result<StoredStudy> loadStudyFile(const std::string& path);

} // namespace tunescope::cli
