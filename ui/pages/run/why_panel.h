// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/experiments.h"
#include "ui/viewmodels/prune_story.h"
#include "ui/viewmodels/study_view_model.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;
class QToolButton;

namespace tunescope::ui {

class Card;
class Chip;
class CurveChartView;

inline constexpr int kWhyLines = 12; ///< Ten that went on, the trial, and its ghost.

/// Why a trial ended as it did: its curve with the threshold it missed, the trials it lost to, how it would have gone on
/// where that was found out, the first bad step and layer of a diverged one, and where its settings came from.
class WhyPanel : public QWidget
{
    Q_OBJECT

public:
    WhyPanel(StudyViewModel& study, ExperimentPorts ports, QWidget* parent = nullptr);

    void open(int trial);
    [[nodiscard]] int trial() const { return m_trial; }
    [[nodiscard]] CurveChartView& chart() { return *m_chart; }
    [[nodiscard]] QTableWidget& rivals() { return *m_rivals; }
    [[nodiscard]] QToolButton& backButton() { return *m_back; }
    [[nodiscard]] QString sentence() const;

signals:
    void closed();
    void ruleWanted(); ///< "Open rule…": Search.

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QWidget* buildHead();
    [[nodiscard]] QWidget* buildCards();
    void refresh();
    void refreshRivals();
    void addRivalRow(const PruneRival& rival, int place);
    void addCutRow();
    void chooseRow(int row);
    void refreshOrigin();
    void refreshGhost();
    [[nodiscard]] const TrialSnapshot* continuation() const;
    [[nodiscard]] std::vector<QPointF> pointsBeyond(const TrialSnapshot& trial) const;
    void draw();
    void step(int direction);
    [[nodiscard]] const TrialSnapshot* shown() const { return m_study.trial(m_trial); }

    StudyViewModel& m_study;
    ExperimentPorts m_ports;
    int m_trial = -1;
    std::optional<PruneStory> m_story;
    std::optional<ExtraRun> m_ghost;

    QLabel* m_title;
    Chip* m_state;
    QToolButton* m_back;
    Card* m_chartCard;
    CurveChartView* m_chart;
    QLabel* m_sentence;
    QLabel* m_rivalsHead;
    QTableWidget* m_rivals;
    QLabel* m_origin;
    QLabel* m_ghostWords;
    QPushButton* m_rule;
    QPushButton* m_finish;
    QPushButton* m_proposal;
};

} // namespace tunescope::ui
