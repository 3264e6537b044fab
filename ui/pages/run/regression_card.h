// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/regression_plot.h"
#include "ui/viewmodels/confusion_source.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/card.h"

class QLabel;

namespace tunescope::ui {

class Chip;

/// In place of the confusion matrix where numbers are predicted: answers of the followed trial at its best
/// epoch.
class RegressionCard : public Card
{
    Q_OBJECT

public:
    RegressionCard(StudyViewModel& study, TrialDataSource source, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void follow();
    void take(const PredictionSet& predictions);

    StudyViewModel& m_study;
    TrialDataSource m_source;
    RegressionPlot* m_plot;
    Chip* m_chip;
    QLabel* m_sentence;
    int m_asked = -1; ///< The trial that is shown or on its way.
};

} // namespace tunescope::ui
