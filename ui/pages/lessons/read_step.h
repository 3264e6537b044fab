// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/lessons/lesson_step_view.h"

namespace tunescope::ui {

class AskingCard;
class Card;
class ConceptFigure;
class FactTable;

/// One short text and one picture: what the setting does.
class ReadStep : public LessonStepView
{
    Q_OBJECT

public:
    explicit ReadStep(LessonModel& model, QWidget* parent = nullptr);

protected:
    void refresh() override;

private:
    Card* m_card;
    QLabel* m_text;
    ConceptFigure* m_figure;
    QLabel* m_figureNote;
    FactTable* m_facts;
    QLabel* m_source;
    AskingCard* m_teacher;
    QLabel* m_teacherText;
};

} // namespace tunescope::ui
