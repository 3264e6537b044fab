// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/lessons/lesson_parts.h"

class QPushButton;

namespace tunescope::ui {

class GuessChart;
class LessonLegend;
class LessonResultChart;

/// "Change one thing" or "The same on other data": a second study of a lesson in one card, from the guess to the
/// verdict.
class PartPanel : public QWidget
{
    Q_OBJECT

public:
    PartPanel(LessonModel& model, LessonPartKind kind, QWidget* parent = nullptr);

    void refresh();
    [[nodiscard]] QPushButton* runButton() const { return m_run; }
    [[nodiscard]] OptionButtons& options() { return *m_options; }
    [[nodiscard]] GuessChart& guessChart() { return *m_guess; }
    [[nodiscard]] LessonResultChart& resultChart() { return *m_result; }

private:
    void refreshForm();
    void refreshResult();
    [[nodiscard]] QString statusText() const;

    LessonModel& m_model;
    LessonPartKind m_kind;
    Card* m_card;
    QLabel* m_prompt;
    QLabel* m_question;
    FactTable* m_facts;
    GuessChart* m_guess;
    OptionButtons* m_options;
    QPushButton* m_run;
    QLabel* m_status;
    SeedCurveGrid* m_curves;
    LessonLegend* m_legend;
    LessonResultChart* m_result;
    QLabel* m_verdictTitle;
    QLabel* m_verdict;
    ClaimList* m_claims;
    QVBoxLayout* m_cards;
    QStringList m_shownCards;
};

} // namespace tunescope::ui
