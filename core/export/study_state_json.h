// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

#include <string>

namespace tunescope {

/// The whole study as `tunescope.study-state/1` (resources/schemas/study-state.schema.json): spec, stages and
/// every trial with its epochs, by number. Two runs of one spec agree byte for byte after the keys that end
/// in
/// "_at" or "_seconds" are dropped.
[[nodiscard]] std::string printStudyState(const StoredStudy& study);

} // namespace tunescope
