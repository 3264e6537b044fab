// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to core/lessons: shows nlohmann-json.
#include "core/lessons/lesson.h"
#include "core/storage/json_reader.h"

#include <string>

namespace tunescope {

/// What wrongType() says of a text with too many words, as a fault at `path`; nothing for a short one.
void checkWords(const std::string& text, const std::string& path, JsonFault& fault);

/// A text that must be there, not empty and short enough to be read at one go.
[[nodiscard]] std::string requiredText(ObjectReader& reader, std::string_view key, std::string_view expected, JsonFault& fault);

/// {"title", "text", "figure", "when"}; `title` is required.
[[nodiscard]] LessonCard readCard(const Json& value, const std::string& path, JsonFault& fault);

/// The part that the members of `own` describe. What a twist leaves out is that of the lesson itself, `base`, whose
/// study it changes by the members of "change" (RFC 7386: null removes a key).
[[nodiscard]] LessonPart readPart(LessonPartKind kind, ObjectReader& own, ObjectReader& base, JsonFault& fault);

} // namespace tunescope
