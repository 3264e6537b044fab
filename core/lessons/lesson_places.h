// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// Places in a lesson's sentences that numbers of the runs fill: {best}, {worst} (labels), {LABEL} (its mean with the
/// unit), {train:LABEL}, {seconds:LABEL}, {weights:LABEL}, {METRIC:LABEL} of `further`, {baseline:ID}.
[[nodiscard]] std::vector<std::string> placesOf(std::string_view text);

/// Whether the part knows that place (without its braces).
[[nodiscard]] bool isPlace(const LessonPart& part, std::string_view place);

/// The text with every place replaced by what `valueOf` says.
[[nodiscard]] std::string fillPlaces(std::string_view text, const std::function<std::string(std::string_view place)>& valueOf);

/// The value of that label; nothing if there is none.
[[nodiscard]] std::optional<std::size_t> valueOfLabel(const LessonPart& part, std::string_view label);

} // namespace tunescope
