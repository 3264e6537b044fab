// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/run/text_list.h"
#include "ui/viewmodels/epoch_question.h"
#include "ui/widgets/card.h"

class QLabel;
class QPushButton;
class QSlider;
class QStackedWidget;

namespace tunescope::ui {

class Chip;

/// Text generation in place of the confusion matrix: ten texts that the followed trial's network writes at
/// the epoch shown. The draws stay the same from epoch to epoch, so that only the network changes.
class TextsCard : public Card
{
    Q_OBJECT

public:
    TextsCard(StudyViewModel& study, ConfusionModel& epochs, TrialDataSource source,
              QWidget* parent = nullptr);

    [[nodiscard]] TextList& list() { return *m_list; }
    [[nodiscard]] QSlider& temperature() { return *m_temperature; }
    [[nodiscard]] QPushButton& more() { return *m_more; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    [[nodiscard]] QWidget* makeTemperature();
    void ask(int trial, int epoch, const std::function<void()>& done);
    void take(const WrittenTexts& texts);

    TrialDataSource m_source;
    EpochQuestion* m_question;
    TextList* m_list;
    QStackedWidget* m_stack;
    Chip* m_chip;
    QPushButton* m_more;
    QSlider* m_temperature;
    QLabel* m_temperatureText;
    QLabel* m_summary;
    std::uint64_t m_seed = 1;
};

} // namespace tunescope::ui
