// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/lesson_model.h"
#include "ui/viewmodels/lesson_quest.h"
#include "ui/viewmodels/myth_model.h"

#include <QWidget>

#include <array>

class QLabel;
class QStackedWidget;

namespace tunescope::ui {

class ExplainStep;
class LessonList;
class LessonStepView;
class LessonSteps;
class MythView;
class PredictStep;
class ReadStep;
class RunStep;
class SeeStep;

/// Ten lessons, each in five steps: read, predict, run, see, explain.
class LessonsPage : public QWidget
{
    Q_OBJECT

public:
    LessonsPage(LessonLibrary library, MythTexts myths, ProjectController& project, LessonModel::ReadStudy read, QWidget* parent = nullptr);
    ~LessonsPage() override;

    [[nodiscard]] LessonModel& model() { return m_model; }
    [[nodiscard]] LessonList& list() { return *m_list; }
    [[nodiscard]] LessonSteps& steps() { return *m_steps; }
    [[nodiscard]] PredictStep& predictStep() { return *m_predict; }
    [[nodiscard]] RunStep& runStep() { return *m_run; }
    [[nodiscard]] SeeStep& seeStep() { return *m_see; }
    [[nodiscard]] MythModel& myths() { return m_myths; }
    [[nodiscard]] MythView& mythView() { return *m_myth; }
    [[nodiscard]] ExplainStep& explainStep() { return *m_explain; }
    /// Shows the lesson with this id, if there is one.
    void showLesson(const QString& id);
    /// A teacher's lesson file. Its fault's sentence, if it has one.
    [[nodiscard]] std::optional<QString> openLesson(const QString& path);

signals:
    /// "search", "run", "compare", "analyse": the student wants to look at the run there.
    void pageWanted(const QString& page);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildSteps();
    [[nodiscard]] QWidget* buildEmpty() const;
    void connectSteps();
    void refresh();
    void go(int by);

    LessonModel m_model;
    LessonQuestModel m_quest;
    MythModel m_myths;
    int m_questLesson = -1; ///< Number of the lesson whose quest is shown.
    LessonList* m_list;
    QLabel* m_title;
    LessonSteps* m_steps;
    QStackedWidget* m_stack;
    ReadStep* m_read = nullptr;
    PredictStep* m_predict = nullptr;
    RunStep* m_run = nullptr;
    SeeStep* m_see = nullptr;
    ExplainStep* m_explain = nullptr;
    MythView* m_myth = nullptr;
    QStackedWidget* m_pages = nullptr; ///< A lesson, or a myth.
};

} // namespace tunescope::ui
