// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/rate_test_chart.h"
#include "ui/viewmodels/search_space_model.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace tunescope::ui {

class ProjectController;

/// The learning-rate range test of the best trial's settings (or the middle of the ranges): the loss while
/// the rate rises, with the valley in which it falls. The valley can be moved, used by its button, or dragged
/// with its grip onto the row of the learning rate.
class RateTestDialog : public QDialog
{
    Q_OBJECT

public:
    RateTestDialog(ProjectController& controller, SearchSpaceModel& model, QWidget* parent = nullptr);

    [[nodiscard]] RateTestChart& chart() { return *m_chart; }
    [[nodiscard]] QPushButton& useButton() { return *m_use; }
    [[nodiscard]] QString words() const;

private:
    void start();
    void take(const Result<RateTest>& answer);
    void use();
    void refresh();

    ProjectController& m_controller;
    SearchSpaceModel& m_model;
    RateTestChart* m_chart;
    QLabel* m_words;
    QPushButton* m_use;
};

/// What the test trains: the best trial's settings as far as the draft searches them, otherwise the middle of
/// every range and the first choice.
[[nodiscard]] ParamSet rateTestSettings(const StageConfig& stage, const TrialSnapshot* best);

} // namespace tunescope::ui
