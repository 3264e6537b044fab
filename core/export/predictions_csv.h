// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_answers.h"

#include <string>
#include <vector>

namespace tunescope {

/// "row,true,predicted" and one probability column a class, or "row,true,predicted" in the target's units.
[[nodiscard]] std::string printPredictionsCsv(const PredictionSet& set,
                                              const std::vector<std::string>& classNames);

} // namespace tunescope
