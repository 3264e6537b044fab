// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_reader.h"

#include <optional>

namespace tunescope {

/// What is wrong with a lesson that was read without a fault: names that point nowhere, names used twice, data and
/// settings that do not exist, values outside the space. The first fault; opens no data.
[[nodiscard]] std::optional<LessonFault> checkLesson(const Lesson& lesson);

} // namespace tunescope
