// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/learning_curve_axis.h"
#include "ui/viewmodels/threshold_scores.h"
#include "ui/widgets/readable_chart.h"

#include <QWidget>

#include <vector>

namespace tunescope::ui {

/// Scores of the rows as bars: those that are to be left alone upwards, those that are to be found downwards,
/// so that the two never hide each other; orange stands on the wrong side of the line. The line is dragged,
/// or moved with the arrow keys.
class ScoreThresholdPlot : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit ScoreThresholdPlot(QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    void setScores(const ThresholdScores& scores, CurveScale scale);
    void setNames(const QString& negative, const QString& positive);
    void setThreshold(double threshold);
    [[nodiscard]] double threshold() const { return m_threshold; }
    [[nodiscard]] double xOf(double score) const;
    [[nodiscard]] QSize sizeHint() const override { return {360, 210}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {220, 130}; }

signals:
    void thresholdMoved(double threshold);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] std::vector<int> counted(const std::vector<double>& scores) const;
    void paintBars(QPainter& painter, const QRectF& area) const;
    void paintLine(QPainter& painter, const QRectF& area) const;
    void moveTo(double x);

    ThresholdScores m_scores;
    CurveAxis m_axis;
    QString m_negative;
    QString m_positive;
    std::vector<int> m_up;
    std::vector<int> m_down;
    double m_threshold = 0.0;
};

} // namespace tunescope::ui
