// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson.h"

#include <QString>

#include <optional>
#include <vector>

namespace tunescope::ui {

enum class LessonStep { Read, Predict, Run, See, Explain };
inline constexpr int kLessonSteps = 5;

/// How far the student is with a lesson; kept in QSettings. Predictions and results are in the studies themselves.
struct LessonProgress {
    LessonStep step = LessonStep::Read;    ///< Where they were last.
    LessonStep furthest = LessonStep::Read;
    bool done = false;                     ///< The last step was finished once.
    QString mainPath = {};                 ///< The study of a part; empty while it has not been run.
    QString twistPath = {};
    QString elsewherePath = {};
    std::vector<int> answers = {};         ///< To the questions; -1 = none yet.
    std::vector<int> firstAnswers = {};    ///< When every question had one for the first time: what a teacher sees.
    bool answersWritten = false;           ///< They are in the notebook of the main study.

    [[nodiscard]] QString& path(LessonPartKind kind);
};

[[nodiscard]] LessonProgress savedProgress(const std::string& lessonId);
void saveProgress(const std::string& lessonId, const LessonProgress& progress);

} // namespace tunescope::ui
