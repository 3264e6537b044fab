// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/comparison_pair.h"
#include "ui/widgets/card.h"

class QLabel;

namespace tunescope::ui {

class Chip;
class FlipBar;
class SampleTiles;

/// The samples that one trial of a pair gets right and the other wrong, with both answers.
class FlipsCard : public Card
{
    Q_OBJECT

public:
    FlipsCard(StudyViewModel& study, ComparisonPair& pair, const ComparisonModel& comparison,
              TrialDataSource source, QWidget* parent = nullptr);

    [[nodiscard]] QString headline() const;
    [[nodiscard]] SampleTiles& fixedTiles() { return *m_fixed; }

private:
    void refresh();
    void askRows();
    void showRows(const std::vector<RowView>& rows);
    QWidget* makeLists();

    StudyViewModel& m_study;
    ComparisonPair& m_pair;
    TrialDataSource m_source;
    Chip* m_epoch;
    QLabel* m_headline;
    Chip* m_luck;
    FlipBar* m_bar;
    QLabel* m_more;
    QLabel* m_fixedTitle;
    QLabel* m_brokenTitle;
    SampleTiles* m_fixed;
    SampleTiles* m_broken;
};

/// Fixed and broken samples as one bar in two colours.
class FlipBar : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    void setCounts(std::size_t fixed, std::size_t broken);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_fixedShare = 0.0;
    bool m_isEmpty = true;
};

} // namespace tunescope::ui
