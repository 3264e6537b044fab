// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/lessons/lesson_step_view.h"

class QGridLayout;
class QSlider;

namespace tunescope::ui {

class AskingCard;
class Card;
class FactTable;
class GuessChart;
class OptionButtons;

/// The student says what will come out, before anything has run.
class PredictStep : public LessonStepView
{
    Q_OBJECT

public:
    explicit PredictStep(LessonModel& model, QWidget* parent = nullptr);

    [[nodiscard]] GuessChart& chart() { return *m_chart; }
    [[nodiscard]] OptionButtons& options() { return *m_options; }

protected:
    void refresh() override;

private:
    [[nodiscard]] QWidget* buildKeys();
    void buildSide();
    void refreshPlaced();
    void refreshSure();

    Card* m_card;
    QLabel* m_note;
    GuessChart* m_chart;
    OptionButtons* m_options;
    QWidget* m_keys;
    QLabel* m_count;
    QLabel* m_countWords;
    QGridLayout* m_table;
    FactTable* m_facts;
    QSlider* m_sure;
    QLabel* m_sureText;
    AskingCard* m_hintCard;
    QLabel* m_hintText;
    QLabel* m_lockText;
};

} // namespace tunescope::ui
