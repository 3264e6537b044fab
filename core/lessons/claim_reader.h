// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to core/lessons: shows nlohmann-json.
#include "core/lessons/lesson.h"
#include "core/storage/json_reader.h"

#include <string>

namespace tunescope {

/// {"id", "kind", "values", "by", "yes", "no", ...}; values by their labels, which must be the part's.
[[nodiscard]] ClaimRule readClaim(const Json& value, const std::string& path, const LessonPart& part, JsonFault& fault);

/// {"CLAIM": "yes"} or {"CLAIM": ["no", "unclear"]}.
[[nodiscard]] ClaimConditions readConditions(const Json& value, const std::string& path, JsonFault& fault);

} // namespace tunescope
