// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/lessons/lesson.h"
#include "core/study/study_store.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

class StudyService;
class StudySnapshot;

/// The study of a lesson's part, ready for StudyService::create().
///
/// Every seed of every value is a trial of its own, made by hand: trial seed * values + value. So all seeds share the
/// split, differ in first weights and batch order, and each has its own curves, rank and rerun. (`repeats` of a
/// protocol would redraw the split, too.) There is no pruner, and the budget is exactly these trials.
[[nodiscard]] StudyConfig lessonStudy(const Lesson& lesson, LessonPartKind kind);

/// Where the values are searches (SweepValue::search): every seed of every value is a stage, seed * values + value, and
/// its score the best value in it. lessonStudy() is the first one; the others are opened one after the other with
/// StudyRunner::openStage() when the one before is finished. Empty where the values are settings.
[[nodiscard]] std::vector<StageConfig> lessonStages(const LessonPart& part);

/// Which value and seed trial `number` of that study is.
struct LessonTrial {
    std::size_t value = 0;
    std::size_t seed = 0;
};
[[nodiscard]] LessonTrial lessonTrialOf(const LessonPart& part, int number);

/// The quest's study for the student's own tries: the lesson's data, protocol and space, its budget of trials (and
/// seconds), nothing queued. The trials are chosen by hand or by the study's sampler. Empty name where there is no quest.
[[nodiscard]] StudyConfig questStudy(const Lesson& lesson);

/// How far the student is, in the unit of the axis; not-a-number without a complete trial.
struct QuestStanding {
    int tries = 0;       ///< Told trials, deleted ones included: they were spent.
    int left = 0;
    double best = 0.0;
    double beat = 0.0;
    enum class Outcome { Open, Beaten, Lost } outcome = Outcome::Open; ///< Lost: the budget is spent.
};
[[nodiscard]] QuestStanding questStanding(const Lesson& lesson, const StudySnapshot& study);

/// "lesson-1.tune", "lesson-1-twist.tune".
[[nodiscard]] std::string lessonFileName(const Lesson& lesson, LessonPartKind kind);

/// What a student said before the run; an entry of the study's notebook.
struct Prediction {
    std::string lesson;            ///< Its id.
    LessonPartKind part = LessonPartKind::Main;
    std::vector<double> guesses;   ///< PredictionForm::Kind::Values: one a value, in the unit of the axis.
    std::string choice;            ///< Choice: the id of an option.
    double confidence = 0.5;       ///< 0..1: how sure they are of it.
    double at = 0.0;               ///< When it was written, seconds since 1970.

    friend bool operator==(const Prediction&, const Prediction&) = default;
};

/// The entry's text: a sentence and, after it, the numbers as JSON. parsePrediction() reads it back; nothing if the
/// entry is no prediction of a lesson.
[[nodiscard]] std::string predictionText(const LessonPart& part, const Prediction& prediction);
[[nodiscard]] std::optional<Prediction> parsePrediction(std::string_view text);

/// The first mistake in a prediction: too few or too many guesses, one outside the axis, an option that is not there.
[[nodiscard]] Result<void> validatePrediction(const LessonPart& part, const Prediction& prediction);

/// Writes it into the notebook of the open study, which the chain of hashes then holds. Errors: those of
/// validatePrediction(); a prediction of that part is there already, or a trial has begun (JsonWrongType on
/// "prediction"); the store's fault. Blocking.
[[nodiscard]] Result<void> writePrediction(StudyService& study, const Lesson& lesson, LessonPartKind kind, Prediction prediction);

/// The predictions of a study in the order of the notebook. The first one of a part counts.
[[nodiscard]] std::vector<Prediction> predictionsOf(const StoredStudy& study);

/// The answers to the questions of "Explain", an entry of the notebook: the index chosen for each question, in order;
/// -1 where none was. Errors: JsonWrongType on "answers" for another number of answers or an index that is not there;
/// the store's fault. Blocking. May be written again; the first entry counts.
[[nodiscard]] Result<void> writeAnswers(StudyService& study, const Lesson& lesson, const std::vector<int>& answers);
/// The first answers in the notebook; empty if none were written.
[[nodiscard]] std::vector<int> answersOf(const StoredStudy& study);

/// Whether every prediction of a lesson was written before the first trial was started, in the order of the notebook.
[[nodiscard]] bool predictedBeforeRun(const StoredStudy& study, LessonPartKind kind);

/// Which part of which lesson a stored study was made from: by its notebook, its name, or its settings. Nothing if none.
struct LessonOrigin {
    const Lesson* lesson = nullptr;
    LessonPartKind part = LessonPartKind::Main;
};
[[nodiscard]] std::optional<LessonOrigin> lessonOf(const std::vector<Lesson>& lessons, const StudyConfig& config);

} // namespace tunescope
