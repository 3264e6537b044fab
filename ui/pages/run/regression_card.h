// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/regression_plot.h"
#include "ui/viewmodels/epoch_question.h"
#include "ui/widgets/card.h"

class QLabel;

namespace tunescope::ui {

class Chip;

/// In place of the confusion matrix where numbers are predicted: answers of the followed trial at the
/// epoch shown.
class RegressionCard : public Card
{
    Q_OBJECT

public:
    RegressionCard(StudyViewModel& study, ConfusionModel& epochs, TrialDataSource source, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void ask(int trial, int epoch, const std::function<void()>& done);
    void take(const PredictionSet& predictions);

    TrialDataSource m_source;
    EpochQuestion* m_question;
    RegressionPlot* m_plot;
    Chip* m_chip;
    QLabel* m_sentence;
};

} // namespace tunescope::ui
