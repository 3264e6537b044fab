// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/comparison_pair.h"
#include "ui/widgets/card.h"

class QLabel;

namespace tunescope::ui {

class Chip;
class HeatmapView;

/// First minus second confusion matrix of a pair, each at its best epoch, and in words who flips.
class DifferenceCard : public Card
{
    Q_OBJECT

public:
    DifferenceCard(StudyViewModel& study, ComparisonPair& pair, const ComparisonModel& comparison,
                   QWidget* parent = nullptr);

    [[nodiscard]] HeatmapView& heatmap() { return *m_heatmap; }
    [[nodiscard]] QString sentence() const;

signals:
    void flipsRequested(); ///< The samples behind the sentence are wanted.

private:
    QWidget* makeSide();
    void refresh();
    [[nodiscard]] QString largestGain() const;

    StudyViewModel& m_study;
    ComparisonPair& m_pair;
    HeatmapView* m_heatmap;
    QLabel* m_firstBetter;
    QLabel* m_secondBetter;
    QLabel* m_sentence;
    QLabel* m_gain;
    Chip* m_luck;
    QLabel* m_test;
};

} // namespace tunescope::ui
