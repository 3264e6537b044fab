// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson.h"
#include "core/study/study_store.h"
#include "ui/viewmodels/background_job.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace tunescope::ui {

class ProjectController;

/// One try of the quest, in the unit of the lesson's axis.
struct QuestTry {
    int trial = 0;
    double score = 0.0;
};

/// "Your turn": a budget of trials of the student's own and a score to beat, in a project of their own.
class LessonQuestModel : public QObject
{
    Q_OBJECT

public:
    using ReadStudy = std::function<Result<StoredStudy>(const std::string& path)>;

    LessonQuestModel(ProjectController& project, ReadStudy read, QObject* parent = nullptr);
    ~LessonQuestModel() override;

    /// The lesson that is shown; one without a quest has none here.
    void setLesson(const Lesson* lesson);
    [[nodiscard]] bool isThere() const { return m_lesson && m_lesson->quest; }
    [[nodiscard]] bool hasBegun() const { return !m_path.isEmpty(); }
    [[nodiscard]] bool isOpen() const;
    /// Tries that were finished, the best first.
    [[nodiscard]] const std::vector<QuestTry>& tries() const { return m_tries; }
    /// Trials that were begun, finished or not.
    [[nodiscard]] int used() const { return m_used; }
    /// The best of the tries within the budget beats the score; nothing before there is one.
    [[nodiscard]] std::optional<bool> isBeaten() const;

    /// A new project with the quest's data, ranges and budget, not started: the student goes to Search. ready() follows.
    void begin();
    /// Makes the quest's project the open one.
    void open();

signals:
    void changed();
    void ready();

private:
    void adopt();
    void takeSnapshot();
    void readTries();
    void setTries(std::vector<QuestTry> tries, int used);
    [[nodiscard]] QString key() const;

    ProjectController& m_project;
    ReadStudy m_read;
    const Lesson* m_lesson = nullptr;
    QString m_path;
    std::vector<QuestTry> m_tries;
    int m_used = 0;
    enum class Begun { No, Closing } m_begun = Begun::No;
    BackgroundJobs m_jobs; ///< Last: its threads end before what they use.
};

} // namespace tunescope::ui
