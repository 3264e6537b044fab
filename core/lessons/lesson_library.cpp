// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_library.h"

#include "core/base/resources.h"

#include <algorithm>

namespace tunescope {
namespace {

std::vector<std::filesystem::path> lessonFiles(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().extension() == ".json")
            files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The other lesson of the same number or id as a fault of this one.
std::optional<LessonFault> duplicateOf(const Lesson& lesson, const std::vector<Lesson>& others)
{
    for (const Lesson& other : others) {
        const bool sameNumber = other.number == lesson.number;
        if (!sameNumber && other.id != lesson.id)
            continue;
        const std::string value = sameNumber ? std::to_string(lesson.number) : "\"" + lesson.id + "\"";
        return LessonFault{lesson.file, {}, {ErrorCode::JsonWrongType,
                           {{"path", sameNumber ? "number" : "id"},
                            {"expected", "another one than that of " + std::filesystem::path(other.file).filename().string()},
                            {"value", value}}}};
    }
    return std::nullopt;
}

} // namespace

const Lesson* LessonLibrary::byNumber(int number) const
{
    const auto found = std::find_if(lessons.begin(), lessons.end(), [&](const Lesson& lesson) { return lesson.number == number; });
    return found == lessons.end() ? nullptr : &*found;
}

const Lesson* LessonLibrary::byId(std::string_view id) const
{
    const auto found = std::find_if(lessons.begin(), lessons.end(), [&](const Lesson& lesson) { return lesson.id == id; });
    return found == lessons.end() ? nullptr : &*found;
}

LessonLibrary loadLessons(const std::filesystem::path& folder)
{
    LessonLibrary library;
    for (const std::filesystem::path& file : lessonFiles(folder)) {
        auto lesson = readLessonFile(file);
        if (!lesson)
            library.faults.push_back(lesson.error());
        else if (auto fault = duplicateOf(*lesson, library.lessons))
            library.faults.push_back(std::move(*fault));
        else
            library.lessons.push_back(std::move(*lesson));
    }
    std::sort(library.lessons.begin(), library.lessons.end(), [](const Lesson& a, const Lesson& b) { return a.number < b.number; });
    return library;
}

LessonLibrary loadLessons()
{
    const auto folder = findResource("lessons");
    return folder ? loadLessons(*folder) : LessonLibrary();
}

} // namespace tunescope
