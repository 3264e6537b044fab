// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/database.h"
#include "core/study/study_store.h"

namespace tunescope {

/// Reads a whole study. A trial whose rows are damaged is left out with a warning and is queued again; what
/// the study cannot be without (its own row, protocol, first stage) is an error.
[[nodiscard]] Result<StoredStudy> loadStudy(Database& database);

/// An empty matrix where none is stored (regression).
[[nodiscard]] Result<ConfusionMatrix> loadConfusion(Database& database, int trial, int repeat, int fold,
                                                    int epoch);

/// None in a file of version 1.
[[nodiscard]] Result<std::vector<EpochLayers>> loadLayerReports(Database& database, int trial);

[[nodiscard]] Result<std::vector<std::byte>> loadDataCopy(Database& database);

} // namespace tunescope
