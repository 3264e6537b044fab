// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/analysis_contour.h"
#include "ui/widgets/readable_chart.h"

#include <QImage>
#include <QWidget>

namespace tunescope::ui {

/// Expected scores over two settings in eight bands, darker (in the dark theme: lighter) = better, with the
/// trials on top; where no trial is near, the bands are hatched.
class ContourView : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    ContourView(AnalysisModel& model, AnalysisContour& contour, QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] QPointF pixelOf(int trial) const;
    /// The band drawn at a pixel, 0 (worst) to 7; -1 outside or before there is one.
    [[nodiscard]] int bandAt(QPointF pixel) const;
    /// The band that a mean belongs to.
    [[nodiscard]] int bandOf(double mean) const;
    [[nodiscard]] QPointF pixelAt(double x, double y) const;
    [[nodiscard]] QSize sizeHint() const override { return {320, 280}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {190, 150}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void refresh();
    [[nodiscard]] QImage bands() const;
    [[nodiscard]] bool paintHatch(QPainter& painter) const;
    void paintHatchNote(QPainter& painter) const;
    void paintAxes(QPainter& painter) const;
    void paintTrials(QPainter& painter) const;
    [[nodiscard]] QPointF placeOf(QPointF pixel) const;
    [[nodiscard]] int trialAt(QPointF pixel) const;
    [[nodiscard]] const AnalysisAxis* axisOf(const std::string& name) const;

    AnalysisModel& m_model;
    AnalysisContour& m_contour;
    QImage m_bands;
};

} // namespace tunescope::ui
