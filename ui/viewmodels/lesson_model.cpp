// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/lesson_model.h"

#include "ui/viewmodels/lesson_model_parts.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/study_view_model.h"

#include <QFileInfo>

#include <algorithm>
#include <filesystem>

namespace tunescope::ui {

LessonModel::LessonModel(LessonLibrary library, ProjectController& project, ReadStudy read, QObject* parent)
    : QObject(parent)
    , m_library(std::move(library))
    , m_project(project)
    , m_read(std::move(read))
{
    for (const Lesson& lesson : m_library.lessons)
        m_progress.push_back(savedProgress(lesson.id));
    connect(&m_project.study(), &StudyViewModel::snapshotChanged, this, &LessonModel::takeSnapshot);
    connect(&m_project, &ProjectController::projectChanged, this, &LessonModel::adoptOpenStudy);
    if (!m_library.lessons.empty())
        setCurrent(0);
}

LessonModel::~LessonModel() = default;

void LessonModel::setCurrent(int index)
{
    if (index == m_current || index < 0 || static_cast<std::size_t>(index) >= m_library.lessons.size())
        return;
    m_current = index;
    loadLesson();
    emit lessonChanged();
}

std::optional<QString> LessonModel::openLesson(const QString& path)
{
    auto lesson = readLessonFile(std::filesystem::path(toStd(path)));
    if (!lesson)
        return toQt(lesson.error().text());
    auto& lessons = m_library.lessons;
    const auto same = std::find_if(lessons.begin(), lessons.end(), [&](const Lesson& other) { return other.id == lesson->id; });
    const auto index = static_cast<std::size_t>(same - lessons.begin());
    if (same != lessons.end()) {
        if (same->file != lesson->file)
            return tr("A lesson with the id “%1” is there already. Give this one another id.").arg(toQt(lesson->id));
        *same = std::move(*lesson);
    } else {
        lessons.push_back(std::move(*lesson));
        m_progress.push_back(savedProgress(lessons.back().id));
    }
    m_current = static_cast<int>(index);
    loadLesson();
    emit listChanged();
    emit lessonChanged();
    return std::nullopt;
}

bool LessonModel::isLockedStudyOpen() const
{
    const StudySnapshotPtr& snapshot = m_project.study().snapshot();
    if (!snapshot || !snapshot->config)
        return false;
    const std::optional<LessonOrigin> origin = lessonOf(m_library.lessons, *snapshot->config);
    return origin && origin->lesson && origin->lesson->teacher.controls == TeacherRules::Controls::Locked;
}

void LessonModel::wake()
{
    if (m_sleep == Sleep::Awake || m_current < 0)
        return;
    m_sleep = Sleep::Awake;
    loadLesson();
    emit lessonChanged();
}

void LessonModel::loadLesson()
{
    m_jobs.forgetAll();
    m_parts = {};
    m_isMeasured = {};
    for (const LessonPartKind kind : kLessonParts) {
        const LessonPart* described = lesson().part(kind);
        if (!described)
            continue;
        part(kind).guesses.assign(described->values.size(), std::nullopt);
        if (m_sleep == Sleep::Awake)
            loadPart(kind);
    }
    if (m_sleep == Sleep::Asleep)
        return;
    measureShownParts();
    // A result that is still being read decides later.
    if (!m_jobs.isBusy(lessonChannel("study-", LessonPartKind::Main)))
        fitStep();
}

/// Back to the last step that what is there allows.

void LessonModel::fitStep()
{
    LessonProgress& progress = m_progress[static_cast<std::size_t>(m_current)];
    const LessonStep before = progress.step;
    while (progress.step != LessonStep::Read && !canOpen(progress.step))
        progress.step = static_cast<LessonStep>(static_cast<int>(progress.step) - 1);
    if (progress.step != before)
        emit stepChanged();
}

/// What the file of an earlier run holds; a file that is gone is forgotten.

void LessonModel::loadPart(LessonPartKind kind)
{
    QString& path = m_progress[static_cast<std::size_t>(m_current)].path(kind);
    if (path.isEmpty())
        return;
    if (!QFileInfo::exists(path)) {
        path.clear();
        save();
        return;
    }
    part(kind).phase = LessonPartState::Phase::Stopped;
    if (isOpen(kind)) {
        takeSnapshot();
        return;
    }
    readStudy(kind, path);
}

void LessonModel::measureShownParts()
{
    for (const LessonPartKind kind : kLessonParts) {
        const bool isShown = kind == LessonPartKind::Main || step() == LessonStep::Explain;
        bool& isMeasured = m_isMeasured[static_cast<std::size_t>(kind)];
        if (!isShown || isMeasured || !lesson().part(kind))
            continue;
        isMeasured = true;
        measureBaselines(kind);
    }
}

void LessonModel::measureBaselines(LessonPartKind kind)
{
    m_jobs.run(lessonChannel("baselines-", kind), [this, kind, lesson = lesson()]() -> BackgroundJobs::Deliver {
        Result<std::vector<LessonBaseline>> measured = measureLessonBaselines(lesson, kind);
        std::vector<LessonBaseline> baselines = measured ? std::move(*measured) : std::vector<LessonBaseline>{};
        return [this, kind, baselines = std::move(baselines)] {
            part(kind).baselines = baselines;
            evaluate(kind);
        };
    });
}

bool LessonModel::canOpen(LessonStep step) const
{
    const LessonPartState& main = state(LessonPartKind::Main);
    switch (step) {
    case LessonStep::Read:
    case LessonStep::Predict:
        return true;
    case LessonStep::Run:
        return main.isLocked();
    case LessonStep::See:
    case LessonStep::Explain:
        break;
    }
    return main.phase == LessonPartState::Phase::Complete;
}

void LessonModel::setStep(LessonStep step)
{
    LessonProgress& progress = m_progress[static_cast<std::size_t>(m_current)];
    if (step == progress.step || !canOpen(step))
        return;
    progress.step = step;
    progress.furthest = std::max(progress.furthest, step);
    save();
    measureShownParts();
    emit stepChanged();
}

void LessonModel::finish()
{
    m_progress[static_cast<std::size_t>(m_current)].done = true;
    save();
    emit listChanged();
}

const LessonPartState& LessonModel::state(LessonPartKind kind) const
{
    return m_parts[static_cast<std::size_t>(kind)];
}

void LessonModel::setGuess(LessonPartKind kind, int value, double score)
{
    LessonPartState& mine = part(kind);
    if (mine.isLocked() || value < 0 || static_cast<std::size_t>(value) >= mine.guesses.size())
        return;
    mine.guesses[static_cast<std::size_t>(value)] = score;
    emit partChanged(kind);
}

void LessonModel::setChoice(LessonPartKind kind, const QString& option)
{
    if (part(kind).isLocked())
        return;
    part(kind).choice = option;
    emit partChanged(kind);
}

void LessonModel::setConfidence(LessonPartKind kind, double confidence)
{
    if (!part(kind).isLocked())
        part(kind).confidence = std::clamp(confidence, 0.0, 1.0);
}

int LessonModel::missingGuesses(LessonPartKind kind) const
{
    const LessonPart* described = lesson().part(kind);
    const LessonPartState& mine = state(kind);
    if (!described || kind == LessonPartKind::Elsewhere)
        return 0; // Evidence, not a question.
    if (described->prediction.kind == PredictionForm::Kind::Choice)
        return mine.choice.isEmpty() ? 1 : 0;
    return static_cast<int>(std::count(mine.guesses.begin(), mine.guesses.end(), std::nullopt));
}

bool LessonModel::canRun(LessonPartKind kind) const
{
    return lesson().part(kind) && !state(kind).isLocked() && missingGuesses(kind) == 0 && !m_project.isBusy();
}

Prediction LessonModel::predictionOf(LessonPartKind kind) const
{
    Prediction prediction;
    prediction.lesson = lesson().id;
    prediction.part = kind;
    prediction.confidence = state(kind).confidence;
    if (lesson().part(kind)->prediction.kind == PredictionForm::Kind::Choice) {
        prediction.choice = toStd(state(kind).choice);
        return prediction;
    }
    for (const auto& guess : state(kind).guesses)
        prediction.guesses.push_back(guess.value_or(0.0));
    return prediction;
}

/// The first seed of every value writes a few texts; its network is trained again for it, to the same numbers.

void LessonModel::openStudy(LessonPartKind kind)
{
    const QString path = m_progress[static_cast<std::size_t>(m_current)].path(kind);
    if (!path.isEmpty() && !isOpen(kind))
        m_project.openProject(path);
}

bool LessonModel::isOpen(LessonPartKind kind) const
{
    LessonProgress progress = m_progress[static_cast<std::size_t>(m_current)];
    return isSameStudy(progress.path(kind), m_project.projectPath());
}

void LessonModel::answer(int question, int answer)
{
    auto& answers = m_progress[static_cast<std::size_t>(m_current)].answers;
    answers.resize(std::max(answers.size(), lesson().questions.size()), -1);
    if (question < 0 || static_cast<std::size_t>(question) >= answers.size())
        return;
    answers[static_cast<std::size_t>(question)] = answer;
    LessonProgress& mine = m_progress[static_cast<std::size_t>(m_current)];
    if (mine.firstAnswers.empty() && std::find(answers.begin(), answers.end(), -1) == answers.end())
        mine.firstAnswers = answers;
    save();
    writeFirstAnswers();
    emit answersChanged();
}

/// Into the notebook of the main study, where a teacher finds them; later, if another project is open now.

int LessonModel::answerOf(int question) const
{
    const auto& answers = progress().answers;
    return static_cast<std::size_t>(question) < answers.size() ? answers[static_cast<std::size_t>(question)] : -1;
}

/// The open project is one of the shown lesson's studies: what it has so far.

/// A lesson's study that was opened as any other project is taken for that lesson, if it has none yet.

void LessonModel::save()
{
    saveProgress(lesson().id, progress());
}

} // namespace tunescope::ui
