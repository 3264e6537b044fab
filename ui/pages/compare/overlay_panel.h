// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/curve_chart_view.h"
#include "ui/viewmodels/comparison_curves.h"
#include "ui/widgets/card.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QSlider;

namespace tunescope::ui {

/// All pins in one chart, below it their difference to one of them, and the epoch slider under both, aligned
/// with their axis to the pixel.
class OverlayPanel : public QWidget
{
    Q_OBJECT

public:
    OverlayPanel(StudyViewModel& study, QWidget* parent = nullptr);

    void showTrials(const std::vector<ComparedTrial>& trials, CurveQuantity quantity);
    /// The slider's epoch once it was moved; no value = each pin at its best epoch.
    [[nodiscard]] std::optional<int> epoch() const { return m_epoch; }
    void setEpoch(int epoch);
    [[nodiscard]] CurveChartView& chart() { return *m_chart; }
    [[nodiscard]] CurveChartView& differenceChart() { return *m_differences; }

signals:
    void epochChanged(int epoch);
    void eachAtItsBest();

private:
    QWidget* makeCurves();
    QWidget* makeSlider();
    void drawCurves();
    void drawDifferences();
    void frameDifferences(AxisRange seen, const TrialSnapshot& against, CurveAxis::Unit unit);
    void redraw();
    void describe();
    [[nodiscard]] int epochOf(const TrialSnapshot& trial) const;
    [[nodiscard]] const TrialSnapshot* reference() const;

    StudyViewModel& m_study;
    std::vector<ComparedTrial> m_trials;
    CurveQuantity m_quantity = CurveQuantity::Metric;
    QLabel* m_title;
    QLabel* m_differenceTitle;
    QComboBox* m_against;
    CurveChartView* m_chart;
    CurveChartView* m_differences;
    QSlider* m_slider;
    std::optional<int> m_epoch;
    QLabel* m_words;
};

} // namespace tunescope::ui
