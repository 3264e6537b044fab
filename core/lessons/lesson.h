// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_config.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

inline constexpr std::string_view kLessonFormat = "tunescope.lesson/1";
inline constexpr int kMostCardWords = 60; ///< Of every text that a student reads at one go.
inline constexpr int kFewestSeeds = 3;

/// The studies of a lesson: what is predicted, run and seen first; "Change one thing"; and the evidence that the
/// frozen settings show the same on other data, which nobody predicts.
enum class LessonPartKind { Main, Twist, Elsewhere };

/// "main", "twist", "elsewhere".
[[nodiscard]] std::string_view lessonPartName(LessonPartKind kind);

/// One value that is compared, as the settings that make it (usually one), or as a whole search.
struct SweepValue {
    std::string label;  ///< "0.001", "Small", "grid".
    ParamSet settings;
    std::optional<StageConfig> search = std::nullopt; ///< Then every seed of the value is a stage of its own.
    std::optional<double> article = std::nullopt; ///< What the article says, in the unit of the axis.
};

/// How a run is scored, in the unit of the axis.
struct ScoreRule {
    enum class At { Last, Best, MeanOfLast } at = At::Last; ///< Which epochs.
    int epochs = 1;          ///< MeanOfLast: how many.
    std::string metric;      ///< The study's metric, another one of its epochs, "loss", or "train_seconds".
    std::string title;       ///< "Validation accuracy after 5 epochs".
    std::string unit;        ///< "%", "s", "" ...
    double factor = 1.0;     ///< Stored numbers times this are in the unit: 100 for a share shown in percent.
    double low = 0.0;        ///< Of the axis and of every guess.
    double high = 100.0;
    enum class Scale { Linear, Log } scale = Scale::Linear;
};

/// A line on the chart that needs no network.
struct BaselineRule {
    enum class Kind {
        Constant, ///< Always the commonest class, or the mean.
        Linear,   ///< A linear model.
        Previous, ///< The answer of the row before (rows in the order of time).
        Fixed,    ///< A number that the lesson gives, such as the share of a class.
    } kind = Kind::Constant;
    std::string id;    ///< How claims name it.
    std::string label; ///< "guessing".
    double value = 0.0; ///< Fixed: in the unit of the axis.
};

/// A sentence about the result that the runs can prove wrong.
struct ClaimRule {
    enum class Kind {
        PeakAt,   ///< `values[0]` has the highest mean of all, and no other one is within reach of luck.
        LowAt,    ///< Likewise the lowest.
        PeakIn,   ///< One of `values` has the highest mean.
        Falls,    ///< From each of `values` to the next the mean falls by more than `by`.
        Rises,
        Tie,      ///< No two of `values` differ by more than `by`, as far as the seeds can tell.
        Above,    ///< Each of `values` lies above `baseline` by more than `by`.
        NotAbove, ///< Each of `values` lies at most `by` above `baseline`.
        Spread,   ///< The seeds of `values[0]` lie further apart than `by` (highest minus lowest).
        Power,    ///< On logarithmic axes the score grows with `against` by an exponent of at least `by`.
    } kind = Kind::PeakAt;
    enum class Of { Validation, Train } of = Of::Validation; ///< Which part's metric.
    std::string id;
    std::vector<std::size_t> values = {}; ///< Indices of the sweep's values.
    std::string baseline = {};
    std::string metric = {};  ///< Empty: the lesson's own; otherwise one of `further`.
    std::string against = {}; ///< Power: "weights".
    double by = 0.0;          ///< In the unit of the axis.
    std::string yes;          ///< The sentence where it holds.
    std::string no;           ///< Where it does not.
    std::string unclear;      ///< Where the seeds cannot tell; may be empty: then a general sentence.
};

enum class ClaimVerdict { Yes, No, Unclear };

/// "yes", "no", "unclear".
[[nodiscard]] std::string_view claimVerdictName(ClaimVerdict verdict);

/// A condition on claims; all must hold. Empty: always.
struct ClaimCondition {
    std::string claim;
    std::vector<ClaimVerdict> verdicts;
};
using ClaimConditions = std::vector<ClaimCondition>;

/// A titled text of at most 60 words. `figure` names a small picture of the program, or is empty.
struct LessonCard {
    std::string title;
    std::string text;
    std::string figure = {};
    ClaimConditions when = {};
};

/// A further number of every epoch, shown beside the score ("IoU", "recall").
struct FurtherScore {
    std::string metric;
    std::string title;
    std::string unit;
    double factor = 1.0;
};

/// A choice of a prediction that is made in words.
struct PredictionOption {
    std::string id;
    std::string text;
    ClaimConditions when; ///< It is right where these hold.
};

/// What a student says before the run.
struct PredictionForm {
    enum class Kind { Values, Choice } kind = Kind::Values;
    std::string question;
    std::string hint;                          ///< "Before you guess".
    std::vector<PredictionOption> options = {}; ///< Choice.
};

/// One study of a lesson with everything that is needed to judge it.
struct LessonPart {
    LessonPartKind kind = LessonPartKind::Main;
    std::string prompt;  ///< Twist: what is changed and what is asked; elsewhere: what the other data are. At most 60 words.
    StudyConfig study;   ///< As written; lessonStudy() completes it.
    std::string source;  ///< Of its data, for figures and reports.
    std::string param;   ///< The axis in words: "learning rate".
    std::vector<SweepValue> values;
    int seeds = kFewestSeeds;
    ScoreRule score;
    std::vector<FurtherScore> further;
    std::vector<BaselineRule> baselines;
    PredictionForm prediction;
    std::vector<ClaimRule> claims;
    std::vector<LessonCard> verdicts; ///< The first that fits is the headline.
    std::vector<LessonCard> cards;    ///< All that fit: "What happened", "Why not the article's numbers?".
    int writes = 0;      ///< Texts that the network of every value writes after the run; 0 = none.
};

struct LessonAnswer {
    std::string text;
    enum class Kind { Wrong, Right } kind = Kind::Wrong;
    std::string feedback;
};

struct LessonQuestion {
    std::string text;
    std::vector<LessonAnswer> answers;
};

/// The quest: no values to compare, but a budget and a score to beat with trials of one's own.
struct LessonQuest {
    int trials = 0;            ///< That the student may spend.
    double seconds = 0.0;      ///< Of training; 0 = no limit.
    double beat = 0.0;         ///< The score to beat, in the unit of the axis.
    std::string reference;     ///< Where that score comes from.
};

/// What a teacher's lesson file asks for.
struct TeacherRules {
    enum class Controls { Free, Locked } controls = Controls::Free; ///< Locked: the study cannot be changed or continued.
    enum class Predictions { Optional, Required } predictions = Predictions::Optional;
    std::string note; ///< Shown to the student; at most 60 words.
};

/// One lesson, as one file of resources/lessons says it.
struct Lesson {
    int number = 0;
    std::string id;
    std::string title;
    std::string topic;    ///< The hyperparameter in the list: "learning rate".
    LessonCard read;
    std::string articleNote; ///< What the article leaves out; empty where it gives no numbers.
    std::string source;   ///< Of the main part's data.
    LessonPart main;
    std::optional<LessonPart> twist = std::nullopt;
    std::optional<LessonPart> elsewhere = std::nullopt; ///< The frozen settings on other data.
    std::optional<LessonQuest> quest = std::nullopt;
    std::vector<LessonQuestion> questions;
    TeacherRules teacher;
    std::string file; ///< Where it was read from.

    /// The part of that kind, or null.
    [[nodiscard]] const LessonPart* part(LessonPartKind kind) const;
};

} // namespace tunescope
