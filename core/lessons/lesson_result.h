// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/lessons/lesson.h"
#include "core/lessons/lesson_study.h"
#include "core/metrics/statistics.h"
#include "core/study/study_snapshot.h"
#include "core/study/study_store.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace tunescope {

/// One seed of one value, in the unit of the axis. Numbers that are not there (yet) are not-a-number.
struct LessonRun {
    int trial = -1;                        ///< Its number in the study; -1 if it has not begun.
    TrialState state = TrialState::Queued;
    double score = 0.0;                    ///< By the ScoreRule; of the last finite epoch where the run diverged.
    double trainScore = 0.0;               ///< Likewise on the training part (running mean over the epoch, dropout on).
    std::vector<double> curve = {};        ///< [epochs + 1] validation metric; index 0 is before the first step.
    std::vector<double> trainCurve = {};   ///< [epochs + 1]; index 0 is not-a-number.
    std::vector<double> further = {};      ///< By LessonPart::further, at the epochs of the score; empty from a snapshot.
    double seconds = 0.0;
    std::int64_t weights = 0;
};

/// The seeds of every value: [values][seeds].
using LessonRuns = std::vector<std::vector<LessonRun>>;

/// What a study of lessonStudy() has so far. Trials beyond the lesson's own are left out.
[[nodiscard]] LessonRuns lessonRuns(const LessonPart& part, const StudySnapshot& study);
[[nodiscard]] LessonRuns lessonRuns(const LessonPart& part, const StoredStudy& study);

/// A baseline that was measured, in the unit of the axis.
struct LessonBaseline {
    std::string id;
    std::string label;
    double value = 0.0;
};

/// Blocking, a second or two: opens the data and trains the linear model where one is asked for.
[[nodiscard]] Result<std::vector<LessonBaseline>> measureLessonBaselines(const Lesson& lesson, LessonPartKind kind);

/// One value as it came out.
struct LessonValueResult {
    std::string label;
    std::vector<double> scores;   ///< Of the finished seeds.
    MeanInterval interval;        ///< 95 %.
    MeanInterval train;
    std::vector<MeanInterval> further;
    MeanInterval seconds;
    std::int64_t weights = 0;
    int diverged = 0;             ///< Seeds among them that did.
    std::optional<double> guess;
    std::optional<double> miss;   ///< |mean - guess|
    std::optional<double> article;
};

struct ClaimResult {
    std::string id;
    ClaimVerdict verdict = ClaimVerdict::Unclear;
    std::string sentence;  ///< The lesson's, with numbers from the runs where it has places for them.
    std::string evidence;  ///< "0.1 72.5 %, next 0.01 65.7 %: difference 6.8 (95 %: 1.2 to 12.4)".
};

/// A part as it came out. Pure: the same runs give the same result.
struct LessonResult {
    std::vector<LessonValueResult> values;
    std::vector<LessonBaseline> baselines;
    std::vector<ClaimResult> claims;
    std::optional<LessonCard> verdict;  ///< The headline.
    std::vector<LessonCard> cards;
    std::optional<Prediction> prediction;
    std::optional<double> averageMiss;        ///< Over the values, in the unit of the axis.
    std::optional<double> articleMiss;        ///< |mean - article| likewise.
    std::optional<bool> choiceRight;          ///< Of a prediction in words; nothing while the claims cannot tell.
    std::string rightChoice;                  ///< The option that holds; empty if none does.
    enum class Progress { Incomplete, Complete } progress = Progress::Incomplete; ///< Every seed of every value is told.
    double seconds = 0.0;                     ///< Of training, all runs together.
};

[[nodiscard]] LessonResult evaluateLesson(const LessonPart& part, const LessonRuns& runs, const std::vector<LessonBaseline>& baselines,
                                          const std::optional<Prediction>& prediction = std::nullopt);

/// In a few words what one value's curves did: "slow, still climbing", "steady", "two of three collapse", "never learns".
struct CurveWords {
    enum class Mood { Waiting, Good, Warning, Bad } mood = Mood::Waiting;
    std::string text;
};
[[nodiscard]] CurveWords curveWords(const LessonPart& part, const std::vector<LessonRun>& runs, const std::vector<LessonBaseline>& baselines);

} // namespace tunescope
