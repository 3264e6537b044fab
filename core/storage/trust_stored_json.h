// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_store.h"

#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

// Small lists as they lie in text columns of a study file. Reading is strict.

/// [{"until": 5, "settings": {...}}, ...]
[[nodiscard]] std::string printSegments(const std::vector<TrainingSegment>& segments);
[[nodiscard]] Result<std::vector<TrainingSegment>> parseSegments(std::string_view text);

/// {"origin": "twin of 3", "seed": "77", "segments": [...]}
[[nodiscard]] std::string printLineage(const TrialLineage& lineage);
[[nodiscard]] Result<TrialLineage> parseLineage(std::string_view text);

/// [{"trials": 8, "trial": 3, "validation": 0.9, "test": 0.88}, ...]
[[nodiscard]] std::string printTestPoints(const std::vector<TestPoint>& points);
[[nodiscard]] Result<std::vector<TestPoint>> parseTestPoints(std::string_view text);

/// [0.1, null, 2.0]: null is not-a-number.
[[nodiscard]] std::string printNumbers(const std::vector<double>& numbers);
[[nodiscard]] Result<std::vector<double>> parseNumbers(std::string_view text);

} // namespace tunescope
