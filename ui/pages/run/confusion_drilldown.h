// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/confusion_source.h"
#include "ui/viewmodels/study_view_model.h"

#include <QWidget>

#include <optional>

class QLabel;
class QSlider;
class QTimer;

namespace tunescope::ui {

class HeatmapView;
class MistakeList;
class MistakePanel;
class SegmentedControl;

/// All mistakes of one trial at any epoch: the matrix, the most common mistakes and the samples of the chosen
/// cell.
class ConfusionDrilldown : public QWidget
{
    Q_OBJECT

public:
    ConfusionDrilldown(StudyViewModel& study, TrialDataSource source, QWidget* parent = nullptr);

    /// Opens on a trial, an epoch (0 = the best one) and a cell.
    void open(int trial, int epoch, int trueClass, int predictedClass);
    [[nodiscard]] HeatmapView& heatmap() { return *m_heatmap; }
    [[nodiscard]] MistakePanel& panel() { return *m_panel; }

signals:
    void closed(); ///< Esc or the arrow in the head.

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeMatrixCard();
    void ask();
    void take(const PredictionSet& predictions);
    void showCell(int trueClass, int predictedClass);

    StudyViewModel& m_study;
    TrialDataSource m_source;
    struct Subject {
        int trial = -1;
        int epoch = 0;
        int trueClass = 0;
        int predictedClass = 0;
    } m_subject;
    std::optional<PredictionSet> m_predictions;
    QLabel* m_title;
    QLabel* m_note;
    QSlider* m_slider;
    QLabel* m_epochText;
    HeatmapView* m_heatmap;
    MistakeList* m_list;
    MistakePanel* m_panel;
    QTimer* m_askTimer; ///< A dragged slider asks when it rests.
};

} // namespace tunescope::ui
