// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/run/threshold_panel.h"
#include "ui/viewmodels/epoch_question.h"
#include "ui/widgets/card.h"

class QAbstractButton;
class QStackedWidget;

namespace tunescope::ui {

class Chip;

/// Where rows get a score and a threshold decides: anomalies in place of the confusion matrix, and two
/// classes beside it. Scores of the followed trial at the epoch shown.
class AnomalyCard : public Card
{
    Q_OBJECT

public:
    AnomalyCard(StudyViewModel& study, ConfusionModel& epochs, TrialDataSource source,
                QWidget* parent = nullptr);

    enum class Scores {
        Errors,       ///< Reconstruction errors: higher is stranger.
        Probabilities ///< Of the second class.
    };
    void setScores(Scores scores);
    [[nodiscard]] QAbstractButton& backButton() { return *m_back; } ///< To the matrix of two classes.
    [[nodiscard]] ThresholdPanel& panel() { return *m_panel; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void ask(int trial, int epoch, const std::function<void()>& done);
    void take(const PredictionSet& predictions);

    StudyViewModel& m_study;
    TrialDataSource m_source;
    EpochQuestion* m_question;
    Scores m_scores = Scores::Errors;
    ThresholdPanel* m_panel;
    QStackedWidget* m_stack;
    Chip* m_chip;
    QAbstractButton* m_back;
};

} // namespace tunescope::ui
