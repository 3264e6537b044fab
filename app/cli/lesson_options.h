// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/run_session.h"
#include "core/lessons/lesson_library.h"

#include <cstdint>
#include <optional>
#include <string>

namespace tunescope::cli {

struct LessonOptions {
    std::string what;  ///< "list", a number, an id, a lesson file, "myth".
    std::string myth;
    bool twist = false;
    bool elsewhere = false;
    std::string out;
    std::string study;
    std::string predict;
    double confidence = 50.0; ///< %
    std::optional<std::uint64_t> seed;
    int workers = defaultWorkers();
    bool json = false;
    bool quiet = false;
    std::string check;
    bool all = false;
    std::string lessonFile; ///< For --check: the teacher's lesson.
};

/// The lesson that a number, id or file names; says so on stderr and gives nothing if there is none.
[[nodiscard]] std::optional<Lesson> namedLesson(const std::string& what);

/// `lesson myth ID`: a counter-experiment of the myth lab.
[[nodiscard]] int runMythCommand(const LessonOptions& options);

/// `lesson --check FILE`: marks what was handed in.
[[nodiscard]] int checkHandedIn(const LessonOptions& options);

} // namespace tunescope::cli
