// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/lessons/lesson_step_view.h"

class QGridLayout;

namespace tunescope::ui {

class AskingCard;
class Card;
class ClaimList;
class LessonLegend;
class LessonResultChart;
class SeedCurveGrid;

/// Guess, run and article on one chart, the miss, and what the runs say of the lesson's claims.
class SeeStep : public LessonStepView
{
    Q_OBJECT

public:
    explicit SeeStep(LessonModel& model, QWidget* parent = nullptr);

    [[nodiscard]] LessonResultChart& chart() { return *m_chart; }
    [[nodiscard]] QLabel& miss() { return *m_miss; }

signals:
    void runPageWanted();

protected:
    void refresh() override;

private:
    void buildSide();
    void askAgain();
    void refreshMiss();
    void refreshTable();
    void refreshCards();
    void refreshTexts();

    Card* m_card;
    LessonLegend* m_legend;
    LessonResultChart* m_chart;
    SeedCurveGrid* m_curves;
    QLabel* m_miss;
    QLabel* m_missWords;
    QGridLayout* m_table;
    QLabel* m_articleNote;
    Card* m_verdict;
    QLabel* m_verdictText;
    Card* m_claimCard;
    ClaimList* m_claims;
    QVBoxLayout* m_cards;
    QStringList m_shownCards;
    Card* m_texts;
    QVBoxLayout* m_textRows;
    std::vector<QStringList> m_shownTexts;
    QPushButton* m_again;
    AskingCard* m_twist;
    QLabel* m_twistText;
};

} // namespace tunescope::ui
