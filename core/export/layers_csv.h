// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

#include <string>

namespace tunescope {

/// One row a layer of every epoch of every run of every trial. Blocking: reads from the store.
[[nodiscard]] Result<std::string> printLayersCsv(const StoredStudy& study, StudyStore& store);

} // namespace tunescope
