// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/lessons/lesson_parts.h"

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace tunescope::ui {

class BandCurveChart;
class MythModel;
class ScoreMatrixChart;
class TriesPlaneChart;

/// One counter-experiment of the myth lab: the claim, the guess, the experiment, what came out.
class MythView : public QWidget
{
    Q_OBJECT

public:
    explicit MythView(MythModel& model, QWidget* parent = nullptr);

    [[nodiscard]] OptionButtons& options() { return *m_options; }
    [[nodiscard]] QPushButton* runButton() const { return m_run; }
    [[nodiscard]] BandCurveChart& curves() { return *m_curves; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildMiddle(QVBoxLayout* column);
    void buildSide(QVBoxLayout* side);
    void refresh();
    void refreshAsk();
    void refreshCharts();
    void refreshWords();

    MythModel& m_model;
    QLabel* m_title;
    QLabel* m_claim;
    QLabel* m_read;
    QLabel* m_question;
    OptionButtons* m_options;
    QPushButton* m_run;
    QPushButton* m_stop;
    QProgressBar* m_progress;
    QLabel* m_status;
    Card* m_chartCard;
    BandCurveChart* m_curves;
    QLabel* m_curveNote;
    ScoreMatrixChart* m_matrix;
    QWidget* m_planes;
    std::vector<TriesPlaneChart*> m_planeCharts;
    QWidget* m_sideBox;
    Card* m_verdict;
    QLabel* m_verdictText;
    Card* m_numberCard;
    QVBoxLayout* m_numbers;
    QStringList m_shownNumbers;
    QVBoxLayout* m_cards;
    QStringList m_shownCards;
    QLabel* m_source;
};

} // namespace tunescope::ui
