// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson.h"
#include "ui/viewmodels/qt_convert.h"

#include <QFileInfo>
#include <QString>

#include <array>

namespace tunescope::ui {

inline constexpr std::array kLessonParts{LessonPartKind::Main, LessonPartKind::Twist, LessonPartKind::Elsewhere};

/// A background channel of each part's own.
[[nodiscard]] inline QString lessonChannel(const char* what, LessonPartKind kind)
{
    return QLatin1String(what) + toQt(lessonPartName(kind));
}

[[nodiscard]] inline bool isSameStudy(const QString& a, const QString& b)
{
    return !a.isEmpty() && QFileInfo(a).absoluteFilePath() == QFileInfo(b).absoluteFilePath();
}

} // namespace tunescope::ui
