// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/lessons/lesson_parts.h"

class QPushButton;

namespace tunescope::ui {

class LessonQuestModel;

/// "Your turn": what may be spent, what is to be beaten, and the best tries so far.
class QuestPanel : public QWidget
{
    Q_OBJECT

public:
    QuestPanel(LessonModel& lessons, LessonQuestModel& quest, QWidget* parent = nullptr);

    void refresh();
    [[nodiscard]] QPushButton* beginButton() const { return m_begin; }

signals:
    void searchPageWanted();
    void runPageWanted();

private:
    void beginAnew();
    void refreshBoard();

    LessonModel& m_lessons;
    LessonQuestModel& m_quest;
    QLabel* m_text;
    QLabel* m_icon;
    QLabel* m_state;
    FactTable* m_board;
    QPushButton* m_begin;
    QPushButton* m_open;
};

} // namespace tunescope::ui
