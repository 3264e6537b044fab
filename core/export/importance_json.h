// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/importance/importance.h"
#include "core/study/study_store.h"

#include <string>

namespace tunescope {

/// The report as `tunescope.importance/1` (resources/schemas/importance.schema.json).
[[nodiscard]] std::string printImportance(const ImportanceReport& report);

/// The told trials of a study as samplers see them, with the curves of their first run.
[[nodiscard]] History historyOf(const StoredStudy& study);

} // namespace tunescope
