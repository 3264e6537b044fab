// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_reader.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace tunescope {

/// The lessons of a folder, by number. A faulty file is left out and its fault kept, so that one mistake does not
/// hide the other lessons.
struct LessonLibrary {
    std::vector<Lesson> lessons;
    std::vector<LessonFault> faults; ///< By file name.

    [[nodiscard]] const Lesson* byNumber(int number) const; ///< Null if there is none.
    [[nodiscard]] const Lesson* byId(std::string_view id) const;
};

/// Every *.json of the folder. Two files of the same number or id: the later one by name is a fault.
[[nodiscard]] LessonLibrary loadLessons(const std::filesystem::path& folder);

/// The lessons that ship with the program: the resource "lessons" (findResource()). Empty if there is none.
[[nodiscard]] LessonLibrary loadLessons();

} // namespace tunescope
