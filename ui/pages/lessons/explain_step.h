// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/lessons/lesson_step_view.h"

class QAbstractButton;

namespace tunescope::ui {

class Card;
class LessonQuestModel;
class PartPanel;
class QuestPanel;

/// Two questions with an answer to every answer, then one more prediction, and the same on other data.
class ExplainStep : public LessonStepView
{
    Q_OBJECT

public:
    ExplainStep(LessonModel& model, LessonQuestModel& quest, QWidget* parent = nullptr);

    /// The lessons are read anew: what is shown is built again.
    void forgetLesson() { m_shown = nullptr; }
    [[nodiscard]] PartPanel& twist() { return *m_twist; }
    [[nodiscard]] QuestPanel& quest() { return *m_quest; }
    [[nodiscard]] QAbstractButton* answerButton(int question, int answer) const;

signals:
    void searchPageWanted();
    void runPageWanted();
    void comparePageWanted();
    void analysePageWanted();

protected:
    void refresh() override;

private:
    struct Question {
        std::vector<QAbstractButton*> answers;
        QLabel* icon = nullptr;
        QLabel* feedback = nullptr;
    };
    void buildQuestions();
    void refreshQuestions();

    QVBoxLayout* m_questionBox;
    std::vector<Question> m_questions;
    const Lesson* m_shown = nullptr;
    PartPanel* m_twist;
    PartPanel* m_elsewhere;
    QuestPanel* m_quest;
    QLabel* m_answered;
    QLabel* m_answeredWords;
};

} // namespace tunescope::ui
