// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/run_page_services.h"
#include "ui/viewmodels/learning_curve_model.h"

#include <QWidget>

class QAbstractButton;
class QSplitter;
class QStackedWidget;

namespace tunescope::ui {

class AnomalyCard;
class BoundaryCard;
class Banner;
class CoachCard;
class ConfusionCard;
class ConfusionDrilldown;
class ConfusionModel;
class CurveCard;
class EmptyState;
class LayersCard;
class RegressionCard;
class MasksCard;
class RunHead;
class ScoresCard;
class TextsCard;
class TrialTableCard;
class WhyPanel;

/// What is happening: curves of all trials, the table of trials, the live confusion matrix, the health of the
/// layers and the scores so far. Under 1200 px the right-hand column becomes tabs, under 700 px window height the charts are 178 px
/// high.
class RunPage : public QWidget
{
    Q_OBJECT

public:
    explicit RunPage(RunPageServices services, QWidget* parent = nullptr);

    /// Asks again for what services.baselines() and services.readyText() say.
    void refreshServices();
    [[nodiscard]] LearningCurveModel& curves() { return *m_curves; }
    [[nodiscard]] CurveCard& metricCard() { return *m_metricCard; }
    [[nodiscard]] CurveCard& lossCard() { return *m_lossCard; }
    [[nodiscard]] TrialTableCard& tableCard() { return *m_tableCard; }
    [[nodiscard]] ConfusionCard& confusionCard() { return *m_matrixCard; }
    [[nodiscard]] MasksCard& masksCard() { return *m_parts.masks; }
    [[nodiscard]] TextsCard& textsCard() { return *m_parts.texts; }
    [[nodiscard]] AnomalyCard& anomalyCard() { return *m_parts.anomaly; }
    [[nodiscard]] BoundaryCard& boundaryCard() { return *m_parts.boundary; }
    [[nodiscard]] QAbstractButton& toBoundary() { return *m_parts.toBoundary; } ///< From the matrix.
    [[nodiscard]] CoachCard& coachCard() { return *m_parts.coach; }
    [[nodiscard]] LayersCard& layersCard() { return *m_parts.layers; }
    [[nodiscard]] ConfusionDrilldown& drilldown() { return *m_drilldown; }
    [[nodiscard]] bool isDrilledDown() const;
    [[nodiscard]] WhyPanel& whyPanel() { return *m_why; }
    /// Why the trial ended as it did; nothing for one that has not ended.
    void showWhy(int trial);
    /// "Twin", "Fork" or "Train longer" of a trial.
    void openExperiment(int trial, OriginKind kind);

signals:
    void searchRequested(); ///< A banner's way out: the settings have to change.

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Parts {
        QStackedWidget* pages = nullptr; ///< Empty, live, drill-down.
        EmptyState* empty = nullptr;
        RunHead* head = nullptr;
        Banner* banner = nullptr;
        Banner* bar = nullptr; ///< The search is over and has not beaten the bar from Data.
        QSplitter* columns = nullptr;
        QSplitter* charts = nullptr;
        QSplitter* left = nullptr;
        QSplitter* right = nullptr;
        QWidget* answers = nullptr; ///< Holds the card that shows what the followed network answers.
        RegressionCard* regression = nullptr;
        MasksCard* masks = nullptr;
        TextsCard* texts = nullptr;
        AnomalyCard* anomaly = nullptr;
        BoundaryCard* boundary = nullptr;
        QAbstractButton* toBoundary = nullptr;
        QAbstractButton* toThreshold = nullptr; ///< From the matrix of two classes, and back.
        LayersCard* layers = nullptr;
        CoachCard* coach = nullptr;
        ScoresCard* scores = nullptr;
    };

    [[nodiscard]] TrialActions actionsHere();
    void buildLive();
    void buildColumns();
    [[nodiscard]] QWidget* buildAnswers();
    [[nodiscard]] QWidget* answerCard() const; ///< The one that suits the task.
    [[nodiscard]] QString answerTitle() const;
    [[nodiscard]] bool hasTwoClasses() const;
    [[nodiscard]] bool hasTwoFeatures() const;
    void showBoundary(Qt::CheckState shown);
    void showThreshold(Qt::CheckState shown);
    void connectHead();
    void linkCharts();
    void addKeys();
    void restoreSplitters();
    void spreadColumns();
    void makeRoomForCoach();
    void refresh();
    void refreshBanner();
    void refreshBar();
    void sayHopeless(int lost);
    void refreshColumns();
    void refreshBaselines();
    void openDrilldown(int trueClass, int predictedClass);
    void drawEvidence();
    void focusOn(int trial);
    void selectNeighbour(int step);
    bool leaveFocus();
    [[nodiscard]] QString stateLine() const;
    [[nodiscard]] Task task() const;
    [[nodiscard]] bool isRegression() const { return task() == Task::Regression; }

    RunPageServices m_services;
    LearningCurveModel* m_curves;
    ConfusionModel* m_confusion;
    CurveCard* m_metricCard;
    CurveCard* m_lossCard;
    TrialTableCard* m_tableCard;
    ConfusionCard* m_matrixCard;
    ConfusionDrilldown* m_drilldown;
    WhyPanel* m_why;
    Parts m_parts;
    std::optional<CurveShow> m_showBeforeFocus;
    bool m_wasCompact = false;
    Qt::CheckState m_showsBaselines = Qt::Checked;
    Qt::CheckState m_showsBoundary = Qt::Unchecked; ///< In place of the matrix of two features.
    Qt::CheckState m_showsThreshold = Qt::Unchecked; ///< In place of the matrix of two classes.
    enum class Hopeless {
        No,
        Said,
        Accepted
    } m_hopeless = Hopeless::No; ///< Every trial of this study was lost.
};

} // namespace tunescope::ui
