// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_library.h"
#include "core/lessons/lesson_result.h"
#include "core/study/study_answers.h"

#include <string>
#include <vector>

namespace tunescope::cli {

/// What a network wrote after the run, one list a value.
struct LessonTexts {
    std::size_t value = 0;
    std::vector<std::string> texts;
};

/// A finished part with all that is shown of it.
struct LessonReport {
    const Lesson* lesson = nullptr;
    LessonPartKind kind = LessonPartKind::Main;
    LessonRuns runs;
    LessonResult result;
    std::vector<LessonTexts> texts;
    std::string study; ///< Path, empty if it was not kept.
};

/// `tunescope.lesson-result/1`
[[nodiscard]] std::string lessonReportJson(const LessonReport& report);
[[nodiscard]] std::string lessonReportText(const LessonReport& report);

[[nodiscard]] std::string lessonListJson(const LessonLibrary& library);
[[nodiscard]] std::string lessonListText(const LessonLibrary& library);

} // namespace tunescope::cli
