// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_study.h"

#include "core/base/number_text.h"
#include "core/storage/json_reader.h"
#include "core/storage/json_writer.h"
#include "core/study/study_service.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr std::string_view kPredictionFormat = "tunescope.prediction/1";
constexpr std::string_view kAnswersFormat = "tunescope.answers/1";

Error predictionError(std::string_view expected, std::string value)
{
    return {ErrorCode::JsonWrongType, {{"path", "prediction"}, {"expected", expected}, {"value", std::move(value)}}};
}

std::string studyName(const Lesson& lesson, LessonPartKind kind)
{
    std::string name = "Lesson " + std::to_string(lesson.number) + ": " + lesson.title;
    if (kind == LessonPartKind::Twist)
        name += ", one thing changed";
    if (kind == LessonPartKind::Elsewhere)
        name += ", on other data";
    return name;
}

/// The trials by hand: all values with the first seed, all with the second one, and so on.
std::vector<ParamSet> queueOf(const LessonPart& part)
{
    std::vector<ParamSet> queue;
    for (int seed = 0; seed < part.seeds; ++seed) {
        for (const SweepValue& value : part.values)
            queue.push_back(value.settings);
    }
    return queue;
}

/// A grid that is repeated would find all of its points tried, so its points are trials made by hand.
StageConfig stageOf(const SweepValue& value)
{
    constexpr std::uint64_t kMostPoints = 10'000;
    StageConfig stage = *value.search;
    stage.pruner.reset();
    if (stage.sampler.name != "grid")
        return stage;
    if (auto points = stage.space.grid(kMostPoints)) {
        points->resize(std::min(points->size(), static_cast<std::size_t>(stage.budget.trials.value_or(0))));
        stage.queue = std::move(*points);
        stage.budget.trials = static_cast<int>(stage.queue.size());
        stage.sampler = {.name = "random"};
    }
    return stage;
}

constexpr LessonPartKind kPartKinds[] = {LessonPartKind::Main, LessonPartKind::Twist, LessonPartKind::Elsewhere};

std::string guessesText(const LessonPart& part, const Prediction& prediction)
{
    std::string text;
    for (std::size_t i = 0; i < prediction.guesses.size() && i < part.values.size(); ++i)
        text.append(text.empty() ? "" : ", ").append(part.values[i].label).append(": ").append(numberText(prediction.guesses[i]));
    for (const PredictionOption& option : part.prediction.options) {
        if (option.id == prediction.choice)
            text = option.text;
    }
    return text;
}

} // namespace

StudyConfig lessonStudy(const Lesson& lesson, LessonPartKind kind)
{
    const LessonPart* part = lesson.part(kind);
    StudyConfig study = part == nullptr ? StudyConfig() : part->study;
    study.name = studyName(lesson, kind);
    if (part == nullptr || part->values.empty())
        return study; // The quest's: as it is written.
    if (part->values.front().search) {
        study.stage = stageOf(part->values.front());
        return study;
    }
    study.stage.queue = queueOf(*part);
    study.stage.budget = {.trials = static_cast<int>(study.stage.queue.size())};
    study.stage.sampler = {.name = "random"};
    study.stage.pruner.reset();
    return study;
}

std::vector<StageConfig> lessonStages(const LessonPart& part)
{
    std::vector<StageConfig> stages;
    for (int seed = 0; seed < part.seeds; ++seed) {
        for (const SweepValue& value : part.values) {
            if (value.search)
                stages.push_back(stageOf(value));
        }
    }
    return stages;
}

LessonTrial lessonTrialOf(const LessonPart& part, int number)
{
    const std::size_t values = std::max<std::size_t>(part.values.size(), 1);
    const auto trial = static_cast<std::size_t>(std::max(number, 0));
    return {trial % values, trial / values};
}

StudyConfig questStudy(const Lesson& lesson)
{
    if (!lesson.quest)
        return {};
    StudyConfig study = lesson.main.study;
    study.name = "Lesson " + std::to_string(lesson.number) + ": " + lesson.title + ", your turn";
    study.stage.queue.clear();
    study.stage.pruner.reset();
    study.stage.budget = {.trials = lesson.quest->trials};
    if (lesson.quest->seconds > 0.0)
        study.stage.budget.seconds = lesson.quest->seconds;
    return study;
}

QuestStanding questStanding(const Lesson& lesson, const StudySnapshot& study)
{
    QuestStanding standing;
    if (!lesson.quest)
        return standing;
    standing.tries = study.counts.told();
    standing.left = std::max(lesson.quest->trials - standing.tries, 0);
    standing.beat = lesson.quest->beat;
    const bool hasBest = study.best >= 0 && study.trial(static_cast<std::size_t>(study.best)).outcome.value.has_value();
    standing.best = hasBest ? *study.trial(static_cast<std::size_t>(study.best)).outcome.value * lesson.main.score.factor : std::nan("");
    const bool isMaximum = lesson.main.study.protocol.direction == Direction::Maximize;
    const bool isBeaten = hasBest && (isMaximum ? standing.best > standing.beat : standing.best < standing.beat);
    if (isBeaten)
        standing.outcome = QuestStanding::Outcome::Beaten;
    else if (standing.left == 0)
        standing.outcome = QuestStanding::Outcome::Lost;
    return standing;
}

std::string lessonFileName(const Lesson& lesson, LessonPartKind kind)
{
    const std::string ending = kind == LessonPartKind::Main ? "" : "-" + std::string(lessonPartName(kind));
    return "lesson-" + std::to_string(lesson.number) + ending + ".tune";
}

std::string predictionText(const LessonPart& part, const Prediction& prediction)
{
    JsonWriter json;
    json.beginInlineObject();
    json.textField("format", kPredictionFormat);
    json.textField("lesson", prediction.lesson);
    json.textField("part", lessonPartName(prediction.part));
    if (part.prediction.kind == PredictionForm::Kind::Values) {
        json.key("guesses");
        json.beginInlineArray();
        for (const double guess : prediction.guesses)
            json.number(guess);
        json.endArray();
    } else {
        json.textField("choice", prediction.choice);
    }
    json.numberField("confidence", prediction.confidence);
    json.endObject();
    return guessesText(part, prediction) + " (" + numberText(std::round(prediction.confidence * 100.0)) + " % sure) " + json.take();
}

std::optional<Prediction> parsePrediction(std::string_view text)
{
    const std::size_t open = text.find("{\"format\"");
    if (open == std::string_view::npos)
        return std::nullopt;
    const auto document = parseJson(text.substr(open));
    if (!document || !document->is_object())
        return std::nullopt;
    JsonFault fault;
    ObjectReader reader(*document, "", fault);
    Prediction prediction;
    std::string format;
    reader.read("format", format);
    reader.read("lesson", prediction.lesson);
    const auto part = reader.readChoice("part", {"main", "twist", "elsewhere"});
    if (part)
        prediction.part = kPartKinds[*part];
    reader.read("choice", prediction.choice);
    reader.read("confidence", prediction.confidence);
    const Json* guesses = reader.member("guesses");
    const bool isList = guesses != nullptr && guesses->is_array();
    for (std::size_t i = 0; isList && i < guesses->size(); ++i) {
        if (!(*guesses)[i].is_number())
            return std::nullopt;
        prediction.guesses.push_back((*guesses)[i].get<double>());
    }
    if (fault.error || format != kPredictionFormat || !part)
        return std::nullopt;
    return prediction;
}

Result<void> validatePrediction(const LessonPart& part, const Prediction& prediction)
{
    if (!(prediction.confidence >= 0.0 && prediction.confidence <= 1.0))
        return fail(predictionError("made with a confidence from 0 to 1", numberText(prediction.confidence)));
    if (part.prediction.kind == PredictionForm::Kind::Choice) {
        std::string known;
        for (const PredictionOption& option : part.prediction.options) {
            if (option.id == prediction.choice)
                return {};
            known.append(known.empty() ? "one of " : ", ").append(option.id);
        }
        return fail(predictionError(known, "\"" + prediction.choice + "\""));
    }
    if (prediction.guesses.size() != part.values.size())
        return fail(predictionError("a list of " + std::to_string(part.values.size()) + " guesses, one for each of the values",
                                    std::to_string(prediction.guesses.size())));
    for (const double guess : prediction.guesses) {
        if (!(guess >= part.score.low && guess <= part.score.high))
            return fail(predictionError("a list of numbers from " + numberText(part.score.low) + " to " + numberText(part.score.high), numberText(guess)));
    }
    return {};
}

Result<void> writePrediction(StudyService& study, const Lesson& lesson, LessonPartKind kind, Prediction prediction)
{
    const LessonPart* part = lesson.part(kind);
    if (part == nullptr || !study.isOpen())
        return fail(ErrorCode::Internal, {{"where", "a lesson's prediction"}, {"detail", "no study of that lesson is open"}});
    prediction.lesson = lesson.id;
    prediction.part = kind;
    if (const auto valid = validatePrediction(*part, prediction); !valid)
        return valid;
    const StudySnapshotPtr now = study.snapshot();
    if (now != nullptr && now->size() > 0)
        return fail(predictionError("made before the run", "one after " + std::to_string(now->size()) + " trials"));
    const auto stored = study.stored();
    if (!stored)
        return fail(stored.error());
    for (const Prediction& earlier : predictionsOf(*stored)) {
        if (earlier.part == kind)
            return fail(predictionError("made once; it cannot be changed", "a second one"));
    }
    return study.writeNotebook("prediction", predictionText(*part, prediction));
}

std::vector<Prediction> predictionsOf(const StoredStudy& study)
{
    std::vector<Prediction> predictions;
    for (const StudyEvent& event : study.events) {
        if (event.kind != "prediction")
            continue;
        if (auto prediction = parsePrediction(event.detail)) {
            prediction->at = event.at;
            predictions.push_back(std::move(*prediction));
        }
    }
    return predictions;
}

Result<void> writeAnswers(StudyService& study, const Lesson& lesson, const std::vector<int>& answers)
{
    const auto wrong = [](std::string expected, std::size_t value) {
        return fail(ErrorCode::JsonWrongType, {{"path", "answers"}, {"expected", std::move(expected)}, {"value", std::to_string(value)}});
    };
    if (answers.size() != lesson.questions.size())
        return wrong("one for each of the " + std::to_string(lesson.questions.size()) + " questions", answers.size());
    JsonWriter json;
    json.beginInlineObject();
    json.textField("format", kAnswersFormat);
    json.textField("lesson", lesson.id);
    json.key("answers");
    json.beginInlineArray();
    std::string text;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto& choices = lesson.questions[i].answers;
        if (answers[i] < -1 || answers[i] >= static_cast<int>(choices.size()))
            return wrong("numbers from 0 to " + std::to_string(choices.size() - 1), static_cast<std::size_t>(std::abs(answers[i])));
        json.integer(answers[i]);
        text.append(text.empty() ? "" : "; ").append(answers[i] < 0 ? "no answer" : choices[static_cast<std::size_t>(answers[i])].text);
    }
    json.endArray();
    json.endObject();
    return study.writeNotebook("conclusion", text + " " + json.take());
}

std::vector<int> answersOf(const StoredStudy& study)
{
    for (const StudyEvent& event : study.events) {
        const std::size_t open = event.detail.find("{\"format\"");
        if (event.kind != "conclusion" || open == std::string::npos)
            continue;
        const auto document = parseJson(std::string_view(event.detail).substr(open));
        if (!document || !document->is_object() || document->value("format", Json()) != kAnswersFormat)
            continue;
        std::vector<int> answers;
        const Json list = document->value("answers", Json::array());
        for (const Json& answer : list)
            answers.push_back(answer.is_number_integer() ? answer.get<int>() : -1);
        return answers;
    }
    return {};
}

bool predictedBeforeRun(const StoredStudy& study, LessonPartKind kind)
{
    for (const StudyEvent& event : study.events) {
        if (event.kind == "run_started")
            return false;
        const auto prediction = event.kind == "prediction" ? parsePrediction(event.detail) : std::nullopt;
        if (prediction && prediction->part == kind)
            return true;
    }
    return false;
}

std::optional<LessonOrigin> lessonOf(const std::vector<Lesson>& lessons, const StudyConfig& config)
{
    const auto find = [&](auto fits) -> std::optional<LessonOrigin> {
        for (const Lesson& lesson : lessons) {
            for (const LessonPartKind kind : kPartKinds) {
                if (lesson.part(kind) != nullptr && fits(lessonStudy(lesson, kind)))
                    return LessonOrigin{&lesson, kind};
            }
        }
        return std::nullopt;
    };
    if (auto named = find([&](const StudyConfig& study) { return study.name == config.name; }))
        return named;
    const auto hasQueue = [&](const StudyConfig& study) {
        return !study.stage.queue.empty() && study.stage.queue == config.stage.queue && study.data == config.data;
    };
    return find(hasQueue);
}

} // namespace tunescope
