// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/threshold_scores.h"
#include "ui/widgets/readable_chart.h"

#include <QWidget>

namespace tunescope::ui {

enum class RateCurve {
    Roc,             ///< Caught against false alarms.
    PrecisionRecall, ///< Share of alarms that are right against caught.
};

/// The curve of all thresholds with a handle at the present one; Left and Right go to the next threshold that
/// changes a count, a click to the nearest point.
class RateCurvePlot : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit RateCurvePlot(QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    void setScores(const ThresholdScores& scores);
    void setCurve(RateCurve curve);
    void setThreshold(double threshold);
    [[nodiscard]] QPointF handle() const; ///< In pixels.
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
    [[nodiscard]] QPointF pixelOf(const QPointF& rates) const;
    [[nodiscard]] QPointF ratesAt(double threshold) const;
    [[nodiscard]] QString sentence() const;
    void paintFrame(QPainter& painter, const QRectF& area) const;
    void moveTo(const QPointF& pixel);

    ThresholdScores m_scores;
    RateCurve m_curve = RateCurve::Roc;
    double m_threshold = 0.0;
};

} // namespace tunescope::ui
