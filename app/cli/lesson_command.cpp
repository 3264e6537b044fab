// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/lesson_options.h"
#include "app/cli/lesson_output.h"
#include "app/cli/temporary_folder.h"
#include "app/wiring.h"
#include "core/base/number_text.h"
#include "core/export/export_file.h"
#include "core/storage/study_spec_json.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

namespace tunescope::cli {
namespace {

int badLesson(const std::string& sentence)
{
    printMessage("tunescope-cli: " + sentence);
    return kExitBadInput;
}

int listLessons(const LessonOptions& options)
{
    const LessonLibrary library = loadLessons();
    print(options.json ? lessonListJson(library) : lessonListText(library));
    for (const LessonFault& fault : library.faults)
        printMessage("tunescope-cli: " + fault.text());
    return library.faults.empty() ? kExitDone : kExitFailures;
}

/// "70,88,93,80" as guesses, anything else as a choice.
std::optional<Prediction> predictionOf(const LessonOptions& options, const LessonPart& part)
{
    if (options.predict.empty())
        return std::nullopt;
    Prediction prediction;
    prediction.confidence = options.confidence / 100.0;
    if (part.prediction.kind == PredictionForm::Kind::Choice) {
        prediction.choice = options.predict;
        return prediction;
    }
    std::size_t from = 0;
    while (from <= options.predict.size()) {
        const std::size_t comma = std::min(options.predict.find(',', from), options.predict.size());
        std::string_view one = std::string_view(options.predict).substr(from, comma - from);
        while (one.starts_with(' '))
            one.remove_prefix(1);
        prediction.guesses.push_back(parseNumber(one).value_or(std::nan("")));
        from = comma + 1;
    }
    return prediction;
}

/// One lesson's part from its file to its report.
class LessonSession
{
public:
    LessonSession(const LessonOptions& options, Lesson lesson, LessonPartKind kind)
        : m_options(options)
        , m_lesson(std::move(lesson))
        , m_kind(kind)
        , m_services(makeServices())
    {
    }

    [[nodiscard]] int run()
    {
        if (const auto opened = openStudy(); !opened)
            return badInput(opened.error());
        if (const auto written = predict(); !written)
            return giveUp(written.error());
        const ProgressStyle style = m_options.quiet || !isErrorATerminal() ? ProgressStyle::Silent : ProgressStyle::Bar;
        const int code = runStages(style);
        if (code == kExitInterrupted)
            return code;
        const auto report = reportOf();
        if (!report)
            return badInput(report.error());
        print(m_options.json ? lessonReportJson(*report) : lessonReportText(*report));
        m_services.studies->close();
        return code;
    }

private:
    [[nodiscard]] const LessonPart& part() const { return *m_lesson.part(m_kind); }

    /// All of the study; where its values are searches, one stage after the other.
    [[nodiscard]] int runStages(ProgressStyle style)
    {
        StudyService& studies = *m_services.studies;
        int code = runSession(studies, {.workers = m_options.workers, .progress = style});
        const std::vector<StageConfig> stages = lessonStages(part());
        while (code == kExitDone && studies.snapshot()->stages.size() < stages.size()) {
            const auto opened = studies.runner().openStage(stages[studies.snapshot()->stages.size()]);
            if (!opened)
                return badInput(opened.error());
            code = runSession(studies, {.workers = m_options.workers, .progress = style});
        }
        return code;
    }

    [[nodiscard]] std::string studyPath() const
    {
        if (!m_options.study.empty())
            return m_options.study;
        const std::string name = lessonFileName(m_lesson, m_kind);
        return m_options.out.empty() ? m_temporary.path() + "/" + name : uniquePath(m_options.out + "/" + name);
    }

    [[nodiscard]] Result<void> openStudy()
    {
        StudyConfig config = lessonStudy(m_lesson, m_kind);
        if (m_options.seed)
            config.seed = *m_options.seed;
        const std::string path = studyPath();
        std::error_code error;
        if (!m_options.out.empty())
            std::filesystem::create_directories(m_options.out, error);
        m_isNew = !std::filesystem::exists(path, error);
        m_path = path;
        if (m_isNew)
            return m_services.studies->create(config, path);
        const auto complete = StudyService::completedConfig(config);
        if (!complete)
            return fail(complete.error());
        if (const auto opened = m_services.studies->open(path); !opened)
            return opened;
        const auto stored = m_services.studies->stored();
        if (!stored)
            return fail(stored.error());
        if (const auto difference = specDifference(stored->config, *complete))
            return fail(ErrorCode::StudyDiffers, {{"path", path}, {"difference", *difference}});
        return {};
    }

    [[nodiscard]] Result<void> predict()
    {
        const auto prediction = predictionOf(m_options, part());
        if (prediction)
            return writePrediction(*m_services.studies, m_lesson, m_kind, *prediction);
        return {};
    }

    /// A study that was made for nothing is not left behind.
    [[nodiscard]] int giveUp(const Error& error)
    {
        m_services.studies->close();
        std::error_code ignored;
        if (m_isNew)
            std::filesystem::remove(m_path, ignored);
        return badInput(error);
    }

    [[nodiscard]] std::vector<LessonTexts> textsOf(const LessonRuns& runs) const
    {
        constexpr double kTemperature = 0.7;
        std::vector<LessonTexts> all;
        for (std::size_t value = 0; part().writes > 0 && value < runs.size(); ++value) {
            const auto written = m_services.studies->writeTexts(runs[value].front().trial, 0, {.count = part().writes, .temperature = kTemperature});
            if (!written)
                continue; // It never finished: the table says so.
            LessonTexts texts{value, {}};
            for (const WrittenText& one : written->texts) {
                std::string text;
                for (const std::string& symbol : one.symbols)
                    text += symbol;
                texts.texts.push_back(text.substr(0, text.find('\n')));
            }
            all.push_back(std::move(texts));
        }
        return all;
    }

    [[nodiscard]] Result<LessonReport> reportOf() const
    {
        const auto stored = m_services.studies->stored();
        if (!stored)
            return fail(stored.error());
        const auto baselines = measureLessonBaselines(m_lesson, m_kind);
        if (!baselines)
            return fail(baselines.error());
        LessonReport report{&m_lesson, m_kind, lessonRuns(part(), *stored), {}, {}, {}};
        std::optional<Prediction> first;
        for (const Prediction& prediction : predictionsOf(*stored)) {
            if (!first && prediction.part == m_kind)
                first = prediction;
        }
        report.result = evaluateLesson(part(), report.runs, *baselines, first);
        report.texts = textsOf(report.runs);
        report.study = m_options.out.empty() && m_options.study.empty() ? "" : m_path;
        return report;
    }

    const LessonOptions& m_options;
    Lesson m_lesson;
    LessonPartKind m_kind;
    TemporaryFolder m_temporary; ///< Outlives the study in it.
    Services m_services;
    std::string m_path;
    bool m_isNew = false;
};

int runLesson(const LessonOptions& options)
{
    auto lesson = namedLesson(options.what);
    if (!lesson)
        return kExitBadInput;
    const LessonPartKind kind = options.elsewhere ? LessonPartKind::Elsewhere : options.twist ? LessonPartKind::Twist : LessonPartKind::Main;
    const LessonPart* part = lesson->part(kind);
    const std::string name = "lesson " + std::to_string(lesson->number);
    if (part == nullptr)
        return badLesson(name + ": it has no part \"" + std::string(lessonPartName(kind)) + "\". Run it without that option.");
    const bool mustPredict = lesson->teacher.predictions == TeacherRules::Predictions::Required && kind != LessonPartKind::Elsewhere;
    std::error_code error;
    const bool isBegun = !options.study.empty() && std::filesystem::exists(options.study, error); // Its prediction is in it.
    if (mustPredict && options.predict.empty() && !isBegun)
        return badLesson(name + ": its teacher asks for a prediction before the run. Give --predict.");
    if (options.seed && lesson->teacher.controls == TeacherRules::Controls::Locked)
        return badLesson(name + ": its teacher has fixed the seed. Leave --seed out.");
    return LessonSession(options, std::move(*lesson), kind).run();
}

int lessonAction(const LessonOptions& options)
{
    if (!options.check.empty())
        return checkHandedIn(options);
    if (options.what.empty())
        return badLesson("lesson: name a lesson, \"list\", or --check FILE (see --help)");
    if (options.what != "myth" && !options.myth.empty())
        return badLesson("lesson: \"" + options.myth + "\" is one name too many. Name one lesson, or write lesson myth " + options.myth + ".");
    if (options.what == "list")
        return listLessons(options);
    if (options.what == "myth")
        return runMythCommand(options);
    return runLesson(options);
}

} // namespace

std::optional<Lesson> namedLesson(const std::string& what)
{
    if (what.ends_with(".json")) {
        auto lesson = readLessonFile(what);
        if (lesson)
            return std::move(*lesson);
        badLesson(lesson.error().text());
        return std::nullopt;
    }
    LessonLibrary library = loadLessons();
    const auto number = parseInteger(what);
    const Lesson* found = number ? library.byNumber(static_cast<int>(std::clamp<std::int64_t>(*number, -1, 1000))) : library.byId(what);
    if (found != nullptr)
        return *found;
    std::string known;
    for (const Lesson& lesson : library.lessons)
        known.append(known.empty() ? "" : ", ").append(std::to_string(lesson.number)).append(" ").append(lesson.id);
    badLesson("lesson: there is no \"" + what + "\". Use one of " + (known.empty() ? "(none are installed)" : known) + ", or a lesson file.");
    for (const LessonFault& fault : library.faults)
        printMessage("tunescope-cli: " + fault.text());
    return std::nullopt;
}

void addLessonCommand(CLI::App& app, Action& action)
{
    auto options = std::make_shared<LessonOptions>();
    CLI::App* command = app.add_subcommand("lesson", "The guided lessons without a window: lesson list, lesson 1, lesson myth list, lesson --check FILE");
    command->add_option("LESSON", options->what, "list, a number, an id, a lesson file (.json), or myth");
    command->add_option("MYTH", options->myth, "After \"myth\": list, or an experiment's id");
    CLI::Option* twist = command->add_flag("--twist", options->twist, "Runs \"Change one thing\" instead");
    command->add_flag("--elsewhere", options->elsewhere, "Runs the frozen settings on the lesson's second data set")->excludes(twist);
    CLI::Option* out = command->add_option("--out", options->out, "A folder in which the study is kept");
    command->add_option("--study", options->study, "The study's file; one that is there is continued")->excludes(out);
    command->add_option("--predict", options->predict, "Guesses, one for each value: 70,88,93,80; or the answer's id; written before the run");
    command->add_option("--confidence", options->confidence, "How sure you are of it, in percent")->check(CLI::Range(0.0, 100.0));
    command->add_option_function<std::string>("--seed", [options](const std::string& text) { options->seed = parseUnsigned(text); }, "Other seeds and another split")
        ->check(CLI::Validator(isSeed, "SEED"));
    command->add_option("--workers", options->workers, "Trials at a time; default: the number of cores")->check(CLI::Range(1, 256));
    CLI::Option* check = command->add_option("--check", options->check, "Marks what was handed in: a .tune, or its show --json");
    command->add_flag("--all", options->all, "With --check: trains every run again, not a sample")->needs(check);
    command->add_option("--lesson", options->lessonFile, "With --check: the lesson file that was given out")->needs(check);
    command->add_flag("--json", options->json, "One JSON document");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->callback([options, &action] { action = [options] { return lessonAction(*options); }; });
}

} // namespace tunescope::cli
