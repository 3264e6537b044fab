// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/rate_curve_plot.h"
#include "ui/charts/score_threshold_plot.h"

#include <QWidget>

#include <array>

class QComboBox;
class QLabel;

namespace tunescope::ui {

class SegmentedControl;

/// One threshold in four views that move together: the spread of the scores, the curve of all thresholds, the
/// four counts, and words. It can be held at a rate; moving it by hand lets go of that.
class ThresholdPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ThresholdPanel(QWidget* parent = nullptr);

    /// `scale`: logarithmic for errors, linear for probabilities.
    void setScores(ThresholdScores scores, CurveScale scale);
    /// What the rows are called: "normal" and "anomalous".
    void setNames(const QString& negative, const QString& positive);
    void setRule(HoldRule rule); ///< Before any rows: how the threshold is held at first.
    [[nodiscard]] double threshold() const { return m_threshold; }
    [[nodiscard]] const ThresholdScores& scores() const { return m_scores; }
    [[nodiscard]] ScoreThresholdPlot& plot() { return *m_plot; }
    [[nodiscard]] RateCurvePlot& curve() { return *m_curve; }
    [[nodiscard]] QComboBox& rule() { return *m_rule; }
    [[nodiscard]] QString words() const;

signals:
    void changed();

private:
    void moveTo(double threshold);
    void hold();
    void show();

    ThresholdScores m_scores;
    double m_threshold = 0.5;
    QString m_negative;
    QString m_positive;
    ScoreThresholdPlot* m_plot;
    RateCurvePlot* m_curve;
    SegmentedControl* m_curveChoice;
    QComboBox* m_rule;
    std::array<QLabel*, 4> m_counts{}; ///< Passed, false alarms, missed, caught.
    QLabel* m_words;
};

} // namespace tunescope::ui
