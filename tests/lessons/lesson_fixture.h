// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_reader.h"

#include <QtTest>

#include <fstream>
#include <iterator>
#include <string>

namespace tunescope {

inline std::string smallLessonText()
{
    std::ifstream stream(TUNESCOPE_TEST_DATA "/lessons/small.json", std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline Lesson smallLesson()
{
    auto lesson = parseLesson(smallLessonText());
    if (!lesson)
        qFatal("%s", lesson.error().text().c_str());
    return *lesson;
}

/// The text with the first `from` replaced.
inline std::string edited(const std::string& from, const std::string& to)
{
    std::string text = smallLessonText();
    const std::size_t at = text.find(from);
    if (at == std::string::npos)
        qFatal("the small lesson has no %s", from.c_str());
    return text.replace(at, from.size(), to);
}

} // namespace tunescope
