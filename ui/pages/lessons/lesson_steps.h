// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/lesson_progress.h"

#include <QWidget>

#include <array>

namespace tunescope::ui {

class LessonModel;
class NumberedButton;

/// Read, Predict, Run, See, Explain: where the student is, and the way back.
class LessonSteps : public QWidget
{
    Q_OBJECT

public:
    explicit LessonSteps(LessonModel& model, QWidget* parent = nullptr);

    [[nodiscard]] NumberedButton* button(LessonStep step) const { return m_buttons[static_cast<std::size_t>(step)]; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    LessonModel& m_model;
    std::array<NumberedButton*, kLessonSteps> m_buttons{};
};

} // namespace tunescope::ui
