// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson.h"
#include "core/lessons/lesson_result.h"
#include "ui/charts/lesson_plot.h"
#include "ui/charts/lesson_result_chart.h"
#include "ui/charts/seed_curves.h"
#include "ui/viewmodels/lesson_model.h"

#include <QString>

#include <string_view>
#include <utility>
#include <vector>

namespace tunescope::ui {

/// A text of a lesson; a number and its unit stay on one line.
[[nodiscard]] QString lessonText(std::string_view text);

/// What a lesson's part says, as the charts and cards of the page take it.
[[nodiscard]] LessonAxis lessonAxis(const LessonPart& part);
[[nodiscard]] QList<LessonReference> lessonReferences(const std::vector<LessonBaseline>& baselines);
[[nodiscard]] LessonResultChart::Scores lessonScores(const LessonPart& part, const LessonPartState& state);
/// The curves of one value; `value` counts from 0.
[[nodiscard]] SeedCurves::Curves seedCurves(const LessonPart& part, const LessonPartState& state, std::size_t value);
/// "learning rate 0.1"
[[nodiscard]] QString valueWords(const LessonPart& part, std::size_t value);
/// Name and value of everything that is held fixed, the swept setting first.
[[nodiscard]] std::vector<std::pair<QString, QString>> partFacts(const LessonPart& part);
/// Those that another part has otherwise; empty if there are none.
[[nodiscard]] std::vector<std::pair<QString, QString>> changedFacts(const LessonPart& part, const LessonPart& before);
/// With one more decimal than the axis needs: "97.5 %".
[[nodiscard]] QString questScoreText(double score, const LessonAxis& axis);
/// "36 points", "0.12": a miss in the unit of the axis.
[[nodiscard]] QString missText(double miss, const LessonPart& part);
/// "a hunch", "within 10 points", "quite sure".
[[nodiscard]] QString confidenceText(double confidence, const LessonPart& part);

} // namespace tunescope::ui
