// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/database.h"
#include "core/study/study_store.h"

namespace tunescope {

/// Reads extra runs, looks at the test part and the end of the notebook; nothing from an older file. A damaged row is
/// left out with a warning. Call after the trials were read.
[[nodiscard]] Result<void> loadTrust(Database& database, StoredStudy& study);

} // namespace tunescope
