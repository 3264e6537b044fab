// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson.h"

namespace tunescope {

std::string_view lessonPartName(LessonPartKind kind)
{
    switch (kind) {
    case LessonPartKind::Main:
        return "main";
    case LessonPartKind::Twist:
        return "twist";
    case LessonPartKind::Elsewhere:
        return "elsewhere";
    }
    return "";
}

std::string_view claimVerdictName(ClaimVerdict verdict)
{
    switch (verdict) {
    case ClaimVerdict::Yes:
        return "yes";
    case ClaimVerdict::No:
        return "no";
    case ClaimVerdict::Unclear:
        return "unclear";
    }
    return "";
}

const LessonPart* Lesson::part(LessonPartKind kind) const
{
    switch (kind) {
    case LessonPartKind::Main:
        return &main;
    case LessonPartKind::Twist:
        return twist ? &*twist : nullptr;
    case LessonPartKind::Elsewhere:
        return elsewhere ? &*elsewhere : nullptr;
    }
    return nullptr;
}

} // namespace tunescope
