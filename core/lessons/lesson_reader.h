// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/lessons/lesson.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace tunescope {

/// What is wrong with a lesson file: one sentence that names the file, the key and what to do.
struct LessonFault {
    std::string file;  ///< Empty while a text is read.
    std::string place; ///< The key, where the error itself names none.
    Error error;

    [[nodiscard]] std::string text() const; ///< "roller.json: sweep.values: it is missing. Add it: a list of values."
};

template <class T>
using LessonExpected = tl::expected<T, LessonFault>;

/// Reads a `tunescope.lesson/1` document; README.md of resources/lessons lists its keys.
///
/// Strict: the first missing or unknown key (with the nearest name), wrong type, number out of its range, text of
/// more than 60 words, claim about a value, baseline or metric that is not there, setting that does not exist, data
/// set that is not built in, value outside the space. Opens no data.
[[nodiscard]] LessonExpected<Lesson> parseLesson(std::string_view text);

/// Likewise of a file; Lesson::file is set. Errors of files: FileMissing, FileUnreadable.
[[nodiscard]] LessonExpected<Lesson> readLessonFile(const std::filesystem::path& path);

} // namespace tunescope
