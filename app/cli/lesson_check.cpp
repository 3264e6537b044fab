// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/handed_in.h"
#include "app/cli/interrupt.h"
#include "app/cli/lesson_options.h"
#include "app/wiring.h"
#include "core/lessons/lesson_study.h"
#include "core/storage/json_writer.h"
#include "core/storage/study_spec_json.h"
#include "core/study/study_notebook.h"

#include <algorithm>

namespace tunescope::cli {
namespace {

constexpr std::size_t kSample = 3; ///< Runs that are trained again without --all.

struct Mark {
    std::string id;
    enum class State { Passed, Failed, NotAsked } state = State::Passed;
    std::string text;
};

using Marks = std::vector<Mark>;

void add(Marks& marks, std::string id, bool passed, std::string text)
{
    marks.push_back({std::move(id), passed ? Mark::State::Passed : Mark::State::Failed, std::move(text)});
}

/// The first trial whose settings or seed are not the lesson's, in words.
std::string strangeTrial(const HandedIn& work)
{
    const StudyConfig& config = work.study.config;
    for (const StoredTrial& trial : work.study.trials) {
        const auto number = static_cast<std::size_t>(trial.start.number);
        if (number >= config.stage.queue.size())
            continue;
        if (!(trial.start.params == config.stage.queue[number]) || trial.start.seed != trialSeedOf(config.seed, trial.start.number))
            return "Trial " + std::to_string(number) + " has other settings or another seed than the lesson gives it.";
    }
    return {};
}

/// The settings are the lesson's own, seed included.
Result<void> markSettings(const HandedIn& work, const LessonOrigin& origin, Marks& marks)
{
    const auto complete = StudyService::completedConfig(lessonStudy(*origin.lesson, origin.part));
    if (!complete)
        return fail(complete.error());
    const auto difference = specDifference(*complete, work.study.config);
    const std::string strange = difference ? "The study is not the lesson's: " + *difference + "." : strangeTrial(work);
    add(marks, "settings", strange.empty(), strange.empty() ? "The study is the lesson's, seeds included." : strange);
    return {};
}

void markRuns(const HandedIn& work, const LessonPart& part, Marks& marks)
{
    std::size_t wanted = part.values.size() * static_cast<std::size_t>(part.seeds);
    if (const auto stages = lessonStages(part); !stages.empty()) {
        wanted = 0;
        for (const StageConfig& stage : stages)
            wanted += static_cast<std::size_t>(stage.budget.trials.value_or(0));
    }
    std::size_t done = 0;
    for (const StoredTrial& trial : work.study.trials) {
        const bool isOwn = static_cast<std::size_t>(trial.start.number) < wanted;
        done += isOwn && (trial.state == TrialState::Complete || trial.state == TrialState::Diverged) ? 1 : 0;
    }
    const std::string count = std::to_string(done) + " of " + std::to_string(wanted) + " runs are finished.";
    add(marks, "complete", wanted > 0 && done == wanted, count);
}

void markNotebook(const HandedIn& work, const LessonOrigin& origin, Marks& marks)
{
    if (!work.hasNotebook) {
        marks.push_back({"notebook", Mark::State::NotAsked, "This JSON has no notebook; hand in the .tune file to have predictions and answers marked."});
        return;
    }
    const std::vector<std::string> faults = notebookFaults(work.study);
    add(marks, "notebook", faults.empty(), faults.empty() ? "The notebook's chain is unbroken." : faults.front());
    if (origin.part == LessonPartKind::Elsewhere)
        return;
    const auto predictions = predictionsOf(work.study);
    const bool isThere = std::any_of(predictions.begin(), predictions.end(), [&](const Prediction& one) { return one.part == origin.part; });
    const bool isRequired = origin.lesson->teacher.predictions == TeacherRules::Predictions::Required;
    const bool before = predictedBeforeRun(work.study, origin.part);
    if (!isThere && !isRequired)
        marks.push_back({"prediction", Mark::State::NotAsked, "Nothing was predicted, and the lesson does not ask for it."});
    else
        add(marks, "prediction", before, before ? "The prediction was made before the run." : isThere ? "The prediction was written after the run had begun." : "The prediction is missing.");
}

void markAnswers(const HandedIn& work, const LessonOrigin& origin, Marks& marks)
{
    if (!work.hasNotebook || origin.part != LessonPartKind::Main)
        return;
    const std::vector<int> answers = answersOf(work.study);
    const auto& questions = origin.lesson->questions;
    if (answers.empty()) {
        marks.push_back({"questions", Mark::State::NotAsked, "The questions were not answered."});
        return;
    }
    std::size_t right = 0;
    for (std::size_t i = 0; i < questions.size() && i < answers.size(); ++i) {
        const bool isThere = answers[i] >= 0 && static_cast<std::size_t>(answers[i]) < questions[i].answers.size();
        right += isThere && questions[i].answers[static_cast<std::size_t>(answers[i])].kind == LessonAnswer::Kind::Right ? 1 : 0;
    }
    add(marks, "questions", right == questions.size(), std::to_string(right) + " of " + std::to_string(questions.size()) + " questions are answered rightly.");
}

/// The trials that are trained again: all, or some that lie evenly.
std::vector<int> sampleOf(const HandedIn& work, const LessonOptions& options)
{
    std::vector<int> told;
    for (const StoredTrial& trial : work.study.trials) {
        if (trial.state == TrialState::Complete)
            told.push_back(trial.start.number);
    }
    if (options.all || told.size() <= kSample)
        return told;
    std::vector<int> sample;
    for (std::size_t i = 0; i < kSample; ++i)
        sample.push_back(told[i * (told.size() - 1) / (kSample - 1)]);
    return sample;
}

Result<void> markNumbers(const HandedIn& work, const LessonOptions& options, Marks& marks)
{
    const auto settings = std::find_if(marks.begin(), marks.end(), [](const Mark& mark) { return mark.id == "settings"; });
    if (settings->state == Mark::State::Failed) {
        marks.push_back({"numbers", Mark::State::NotAsked, "Nothing was trained again, because the settings are not the lesson's."});
        return {};
    }
    const std::vector<int> sample = sampleOf(work, options);
    const StopOnInterrupt stop;
    const auto difference = differenceInRuns(work, sample, stop.token());
    if (!difference)
        return fail(difference.error());
    const std::string count = std::to_string(sample.size()) + " of " + std::to_string(work.study.trials.size()) + " runs";
    add(marks, "numbers", difference->empty() && !sample.empty(),
        sample.empty() ? "There is no finished run to train again." : difference->empty() ? count + " trained again give the same numbers." : "Trained again, " + *difference + ".");
    return {};
}

std::string_view stateName(Mark::State state)
{
    switch (state) {
    case Mark::State::Passed:
        return "passed";
    case Mark::State::Failed:
        return "failed";
    case Mark::State::NotAsked:
        return "not asked";
    }
    return "";
}

std::string marksJson(const LessonOrigin& origin, const Marks& marks, bool passed)
{
    JsonWriter json(JsonLayout::Indented);
    json.beginObject();
    json.textField("format", "tunescope.lesson-marks/1");
    json.integerField("lesson", origin.lesson->number);
    json.textField("id", origin.lesson->id);
    json.textField("title", origin.lesson->title);
    json.textField("part", lessonPartName(origin.part));
    json.booleanField("passed", passed);
    json.key("marks");
    json.beginArray();
    for (const Mark& mark : marks) {
        json.beginInlineObject();
        json.textField("id", mark.id);
        json.textField("state", stateName(mark.state));
        json.textField("text", mark.text);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take() + "\n";
}

std::string marksText(const LessonOrigin& origin, const Marks& marks)
{
    std::string text = "Lesson " + std::to_string(origin.lesson->number) + ", " + origin.lesson->title + " (" + std::string(lessonPartName(origin.part)) + ")\n";
    TextTable table("ll");
    for (const Mark& mark : marks)
        table.addRow({std::string(stateName(mark.state)), mark.text});
    return text + table.text();
}

/// The lessons that the work may have been made from.
std::optional<std::vector<Lesson>> candidates(const LessonOptions& options)
{
    if (options.lessonFile.empty())
        return loadLessons().lessons;
    auto lesson = namedLesson(options.lessonFile);
    if (!lesson)
        return std::nullopt;
    return std::vector<Lesson>{std::move(*lesson)};
}

} // namespace

int checkHandedIn(const LessonOptions& options)
{
    const auto lessons = candidates(options);
    if (!lessons)
        return kExitBadInput;
    const auto work = readHandedIn(options.check);
    if (!work)
        return badInput(work.error(), options.check);
    const auto origin = lessonOf(*lessons, work->study.config);
    if (!origin) {
        printMessage("tunescope-cli: " + options.check + ": this study (\"" + work->study.config.name + "\") was not made by a known lesson. Name the lesson's file with --lesson.");
        return kExitBadInput;
    }
    Marks marks;
    if (const auto marked = markSettings(*work, *origin, marks); !marked)
        return badInput(marked.error());
    markRuns(*work, *origin->lesson->part(origin->part), marks);
    markNotebook(*work, *origin, marks);
    if (const auto marked = markNumbers(*work, options, marks); !marked)
        return isInterrupted() ? kExitInterrupted : badInput(marked.error(), options.check);
    if (isInterrupted())
        return kExitInterrupted;
    markAnswers(*work, *origin, marks);
    const bool passed = std::none_of(marks.begin(), marks.end(), [](const Mark& mark) { return mark.state == Mark::State::Failed; });
    print(options.json ? marksJson(*origin, marks, passed) : marksText(*origin, marks));
    return passed ? kExitDone : kExitFailures;
}

} // namespace tunescope::cli
