// SPDX-License-Identifier: GPL-3.0-or-later
// The studies of a lesson: begun with their prediction, continued, read again, and what they come to.
#include "ui/viewmodels/lesson_model.h"

#include "ui/viewmodels/lesson_model_parts.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/study_view_model.h"

namespace tunescope::ui {
namespace {

constexpr double kTemperature = 0.7; ///< Of the texts: varied, and still words where the network knows any.

} // namespace

void LessonModel::readStudy(LessonPartKind kind, const QString& path)
{
    m_jobs.run(lessonChannel("study-", kind), [this, kind, path, read = m_read]() -> BackgroundJobs::Deliver {
        auto stored = std::make_shared<Result<StoredStudy>>(read(toStd(path)));
        return [this, kind, stored] {
            if (*stored)
                takeStored(kind, **stored);
            fitStep();
        };
    });
}

void LessonModel::run(LessonPartKind kind)
{
    if (!canRun(kind))
        return;
    LessonPartState& mine = part(kind);
    mine.phase = LessonPartState::Phase::Starting;
    const auto prepare = [lesson = lesson(), kind, prediction = predictionOf(kind)](StudyService& study) -> Result<void> {
        if (kind == LessonPartKind::Elsewhere) // Evidence, not a question.
            return {};
        return writePrediction(study, lesson, kind, prediction);
    };
    const auto opened = [this, kind, index = m_current](const QString& path) {
        LessonProgress& progress = m_progress[static_cast<std::size_t>(index)];
        progress.path(kind) = path;
        saveProgress(m_library.lessons[static_cast<std::size_t>(index)].id, progress);
        if (index != m_current)
            return;
        part(kind).phase = path.isEmpty() ? LessonPartState::Phase::Open : LessonPartState::Phase::Running;
        if (!path.isEmpty() && kind != LessonPartKind::Elsewhere)
            part(kind).prediction = predictionOf(kind);
        takeSnapshot();
        emit partChanged(kind);
    };
    m_project.startStudy(lessonStudy(lesson(), kind), prepare, opened);
    emit partChanged(kind);
    if (kind == LessonPartKind::Main)
        setStep(LessonStep::Run);
}

void LessonModel::resume(LessonPartKind kind)
{
    if (!isOpen(kind))
        openStudy(kind);
    else if (!startNextStage(kind))
        m_project.resume();
}

bool LessonModel::startNextStage(LessonPartKind kind)
{
    const StudySnapshotPtr& snapshot = m_project.study().snapshot();
    const LessonPart* described = lesson().part(kind);
    if (!described || !snapshot || snapshot->stages.empty())
        return false;
    const std::vector<StageConfig> stages = lessonStages(*described);
    const int told = snapshot->counts.told();
    const bool isAtEnd = told > 0 && told >= snapshot->plannedTrials &&
                         (snapshot->state == RunnerState::Finished || snapshot->state == RunnerState::Idle);
    if (!isAtEnd || snapshot->stages.size() >= stages.size())
        return false;
    m_project.startStage(stages[snapshot->stages.size()]);
    return true;
}

void LessonModel::letThemWrite(LessonPartKind kind)
{
    const LessonPart* described = lesson().part(kind);
    if (!described || described->writes <= 0 || !isOpen(kind) || !part(kind).texts.empty())
        return;
    std::vector<int> trials;
    for (const auto& seeds : part(kind).runs)
        trials.push_back(seeds.empty() ? -1 : seeds.front().trial);
    using Texts = std::vector<QStringList>;
    const auto work = [&service = m_project.service(), trials, count = described->writes]() -> Texts {
        Texts all;
        for (const int trial : trials) {
            QStringList& lines = all.emplace_back();
            if (trial < 0)
                continue;
            const Result<WrittenTexts> written = service.writeTexts(trial, 0, {.count = count, .temperature = kTemperature});
            if (!written)
                continue;
            for (const WrittenText& text : written->texts) {
                QString line;
                for (const std::string& symbol : text.symbols)
                    line += toQt(symbol);
                lines << line.section(QLatin1Char('\n'), 0, 0);
            }
        }
        return all;
    };
    m_project.inBackground<Texts>("lesson-texts", work, [this, kind, number = lesson().number](Texts texts) {
        if (lesson().number != number)
            return;
        part(kind).texts = std::move(texts);
        emit partChanged(kind);
    });
}

void LessonModel::stop()
{
    m_project.pause();
}

void LessonModel::again(LessonPartKind kind)
{
    LessonProgress& progress = m_progress[static_cast<std::size_t>(m_current)];
    progress.path(kind).clear();
    LessonPartState fresh;
    fresh.guesses.assign(part(kind).guesses.size(), std::nullopt);
    fresh.baselines = part(kind).baselines;
    part(kind) = fresh;
    if (kind == LessonPartKind::Main) {
        progress.step = LessonStep::Predict;
        progress.answers.clear();
        progress.firstAnswers.clear();
        progress.answersWritten = false;
    }
    save();
    evaluate(kind);
    emit stepChanged();
}

void LessonModel::writeFirstAnswers()
{
    const LessonProgress& mine = progress();
    if (mine.firstAnswers.empty() || mine.answersWritten || !isOpen(LessonPartKind::Main) || m_project.isBusy())
        return;
    const auto work = [&service = m_project.service(), lesson = lesson(), answers = mine.firstAnswers]() -> bool {
        return writeAnswers(service, lesson, answers).has_value();
    };
    m_project.inBackground<bool>("lesson-answers", work, [this, index = m_current](bool written) {
        LessonProgress& done = m_progress[static_cast<std::size_t>(index)];
        done.answersWritten = done.answersWritten || written;
        saveProgress(m_library.lessons[static_cast<std::size_t>(index)].id, done);
    });
}

void LessonModel::takeStored(LessonPartKind kind, const StoredStudy& study)
{
    const LessonPart* described = lesson().part(kind);
    if (!described)
        return;
    LessonPartState& mine = part(kind);
    mine.runs = lessonRuns(*described, study);
    for (const Prediction& prediction : predictionsOf(study)) {
        if (prediction.lesson == lesson().id && prediction.part == kind) {
            mine.prediction = prediction;
            break;
        }
    }
    evaluate(kind);
}

void LessonModel::takeSnapshot()
{
    const StudySnapshotPtr& snapshot = m_project.study().snapshot();
    if (m_current < 0 || m_sleep == Sleep::Asleep || !snapshot || m_project.isBusy())
        return;
    for (const LessonPartKind kind : kLessonParts) {
        const LessonPart* described = lesson().part(kind);
        if (!described || !isOpen(kind))
            continue;
        const auto before = part(kind).phase;
        part(kind).runs = lessonRuns(*described, *snapshot);
        const bool works = snapshot->state == RunnerState::Running || snapshot->state == RunnerState::Stopping;
        part(kind).phase = works ? LessonPartState::Phase::Running : LessonPartState::Phase::Stopped;
        if (!works && startNextStage(kind))
            return; // Its snapshot comes next.
        evaluate(kind);
        const bool isComplete = part(kind).phase == LessonPartState::Phase::Complete;
        if (!isComplete || before == LessonPartState::Phase::Complete)
            continue;
        // The file has what a snapshot leaves out: the further scores and the prediction as it was written.
        readStudy(kind, m_project.projectPath());
        letThemWrite(kind);
        writeFirstAnswers();
    }
}

void LessonModel::evaluate(LessonPartKind kind)
{
    const LessonPart* described = lesson().part(kind);
    if (!described)
        return;
    LessonPartState& mine = part(kind);
    if (!mine.runs.empty()) {
        mine.result = evaluateLesson(*described, mine.runs, mine.baselines, mine.prediction);
        if (mine.result.progress == LessonResult::Progress::Complete)
            mine.phase = LessonPartState::Phase::Complete;
    }
    emit partChanged(kind);
}

void LessonModel::adoptOpenStudy()
{
    const StudySnapshotPtr& snapshot = m_project.study().snapshot();
    const QString path = m_project.projectPath();
    if (!snapshot || !snapshot->config || path.isEmpty())
        return;
    const std::optional<LessonOrigin> origin = lessonOf(m_library.lessons, *snapshot->config);
    if (!origin || !origin->lesson)
        return;
    const auto index = static_cast<std::size_t>(origin->lesson - m_library.lessons.data());
    QString& known = m_progress[index].path(origin->part);
    if (known.isEmpty() && m_parts[static_cast<std::size_t>(origin->part)].phase != LessonPartState::Phase::Starting) {
        known = path;
        saveProgress(origin->lesson->id, m_progress[index]);
    }
    if (m_sleep == Sleep::Awake && static_cast<int>(index) == m_current && isSameStudy(known, path))
        loadPart(origin->part);
}

} // namespace tunescope::ui
