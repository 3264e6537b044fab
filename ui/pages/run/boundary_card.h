// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/boundary_chart.h"
#include "ui/viewmodels/epoch_question.h"
#include "ui/widgets/card.h"

#include <QTimer>

class QAbstractButton;
class QLabel;
class QToolButton;

namespace tunescope::ui {

class Chip;

/// The decision boundary of the followed trial at the epoch shown, for data of two features, with a button
/// that plays the epochs from the first to the last.
class BoundaryCard : public Card
{
    Q_OBJECT

public:
    using Ask = std::function<void(int trial, int epoch, TrialDataSource::Answer<DecisionPlane>)>;

    BoundaryCard(StudyViewModel& study, ConfusionModel& epochs, Ask ask, QWidget* parent = nullptr);

    [[nodiscard]] BoundaryChart& chart() { return *m_chart; }
    [[nodiscard]] QToolButton& playButton() { return *m_play; }
    [[nodiscard]] QAbstractButton& backButton() { return *m_back; } ///< To the matrix.
    [[nodiscard]] QString words() const;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void ask(int trial, int epoch, const std::function<void()>& done);
    void take(const Result<DecisionPlane>& answer);
    void play();
    void stopPlaying();

    StudyViewModel& m_study;
    ConfusionModel& m_epochs;
    Ask m_ask;
    EpochQuestion* m_question;
    BoundaryChart* m_chart;
    Chip* m_chip;
    QLabel* m_words;
    QToolButton* m_play;
    QAbstractButton* m_back;
    QTimer m_step;
};

} // namespace tunescope::ui
