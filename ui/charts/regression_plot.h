// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/learning_curve_axis.h"
#include "ui/widgets/readable_chart.h"

#include <QWidget>

#include <vector>

namespace tunescope::ui {

/// One validation row of a regression.
struct RegressionPoint {
    qint64 row = 0;
    double truth = 0.0;
    double predicted = 0.0;
};

enum class RegressionView {
    PredictedTrue, ///< Predicted against true, with the diagonal on which an answer is right.
    Residuals,     ///< Predicted minus true against predicted, with ± RMSE.
};

/// What a regression network answers on the validation rows. Hover tells the row in words; a click rings it.
class RegressionPlot : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit RegressionPlot(QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    void setPoints(std::vector<RegressionPoint> points);
    void setView(RegressionView view);
    [[nodiscard]] QPointF pixelOf(const RegressionPoint& point) const;
    [[nodiscard]] qint64 ringedRow() const { return m_ringed; } ///< -1 = none.
    [[nodiscard]] QSize sizeHint() const override { return {380, 340}; }

signals:
    void rowHovered(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] const RegressionPoint* nearest(QPointF pixel) const;
    void measure();
    void paintFrame(QPainter& painter) const;

    std::vector<RegressionPoint> m_points;
    RegressionView m_view = RegressionView::PredictedTrue;
    CurveAxis m_x;
    CurveAxis m_y;
    double m_rmse = 0.0;
    qint64 m_ringed = -1;
};

} // namespace tunescope::ui
