// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/lessons/lesson_step_view.h"

namespace tunescope::ui {

class FactTable;
class SeedCurveGrid;

/// The seeds of every value while they train.
class RunStep : public LessonStepView
{
    Q_OBJECT

public:
    explicit RunStep(LessonModel& model, QWidget* parent = nullptr);

signals:
    void runPageWanted();

protected:
    void refresh() override;

private:
    SeedCurveGrid* m_curves;
    QLabel* m_note;
    QLabel* m_count;
    QLabel* m_countWords;
    QLabel* m_state;
    QPushButton* m_stop;
    QPushButton* m_open;
    FactTable* m_guesses;
};

} // namespace tunescope::ui
