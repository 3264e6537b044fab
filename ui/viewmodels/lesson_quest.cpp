// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/lesson_quest.h"

#include "core/lessons/lesson_study.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/study_view_model.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
LessonQuestModel::LessonQuestModel(ProjectController& project, ReadStudy read, QObject* parent)
    : QObject(parent)
    , m_project(project)
    , m_read(std::move(read))
{
    connect(&project, &ProjectController::projectChanged, this, &LessonQuestModel::adopt);
    connect(&project.study(), &StudyViewModel::snapshotChanged, this, &LessonQuestModel::takeSnapshot);
    connect(&project, &ProjectController::projectClosed, this, [this] {
        if (m_begun != Begun::Closing || !isThere())
            return;
        m_begun = Begun::No;
        m_project.setDraft(questStudy(*m_lesson), tr("Begin the quest"));
        emit ready();
    });
}

LessonQuestModel::~LessonQuestModel() = default;

QString LessonQuestModel::key() const
{
    return QStringLiteral("lessons/") + toQt(m_lesson->id) + QStringLiteral("/quest");
}

void LessonQuestModel::setLesson(const Lesson* lesson)
{
    m_lesson = lesson;
    m_jobs.forgetAll();
    m_path.clear();
    m_tries.clear();
    m_used = 0;
    if (isThere()) {
        m_path = QSettings().value(key()).toString();
        if (!m_path.isEmpty() && !QFileInfo::exists(m_path))
            m_path.clear();
        readTries();
    }
    emit changed();
}

bool LessonQuestModel::isOpen() const
{
    return hasBegun() && QFileInfo(m_path).absoluteFilePath() == QFileInfo(m_project.projectPath()).absoluteFilePath();
}

std::optional<bool> LessonQuestModel::isBeaten() const
{
    if (!isThere() || m_tries.empty())
        return std::nullopt;
    return isBetter(m_tries.front().score, m_lesson->quest->beat, m_lesson->main.study.protocol.direction);
}

void LessonQuestModel::begin()
{
    if (!isThere() || m_project.isBusy())
        return;
    m_path.clear();
    m_tries.clear();
    m_used = 0;
    QSettings().remove(key());
    m_begun = Begun::Closing;
    m_project.newProject();
    emit changed();
}

void LessonQuestModel::open()
{
    if (hasBegun() && !isOpen())
        m_project.openProject(m_path);
}

/// The project that the student started is known by its name.
void LessonQuestModel::adopt()
{
    const StudySnapshotPtr& snapshot = m_project.study().snapshot();
    if (!isThere() || hasBegun() || !snapshot || !snapshot->config || snapshot->config->name != questStudy(*m_lesson).name)
        return;
    m_path = m_project.projectPath();
    QSettings().setValue(key(), m_path);
    takeSnapshot();
}

void LessonQuestModel::setTries(std::vector<QuestTry> tries, int used)
{
    const Direction direction = m_lesson->main.study.protocol.direction;
    std::stable_sort(tries.begin(), tries.end(), [direction](const QuestTry& a, const QuestTry& b) { return isBetter(a.score, b.score, direction); });
    m_tries = std::move(tries);
    m_used = used;
    emit changed();
}

void LessonQuestModel::takeSnapshot()
{
    const StudySnapshotPtr& snapshot = m_project.study().snapshot();
    if (!isThere() || !snapshot || m_project.isBusy() || !isOpen())
        return;
    std::vector<QuestTry> tries;
    const int most = m_lesson->quest->trials > 0 ? m_lesson->quest->trials : static_cast<int>(snapshot->size());
    for (int i = 0; i < std::min(most, static_cast<int>(snapshot->size())); ++i) {
        const TrialSnapshot& trial = snapshot->trial(static_cast<std::size_t>(i));
        if (trial.state == TrialState::Complete && trial.outcome.value)
            tries.push_back({i, *trial.outcome.value * m_lesson->main.score.factor});
    }
    setTries(std::move(tries), static_cast<int>(snapshot->size()));
}

void LessonQuestModel::readTries()
{
    if (!hasBegun())
        return;
    if (isOpen())
        return takeSnapshot();
    m_jobs.run(QStringLiteral("quest"), [this, read = m_read, path = toStd(m_path), most = m_lesson->quest->trials,
                                         factor = m_lesson->main.score.factor]() -> BackgroundJobs::Deliver {
        const Result<StoredStudy> study = read(path);
        std::vector<QuestTry> tries;
        const std::size_t size = study ? study->trials.size() : 0;
        for (std::size_t i = 0; i < size && (most <= 0 || i < static_cast<std::size_t>(most)); ++i) {
            if (study->trials[i].state == TrialState::Complete && study->trials[i].outcome.value)
                tries.push_back({static_cast<int>(i), *study->trials[i].outcome.value * factor});
        }
        return [this, tries = std::move(tries), used = static_cast<int>(size)] { setTries(tries, used); };
    });
}

} // namespace tunescope::ui
