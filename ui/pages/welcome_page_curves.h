// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/readable_chart.h"

#include <QWidget>

#include <vector>

class QPainter;

namespace tunescope::ui {

/// Learning curves recorded from one run of the demo (resources/welcome_curves.json), so that the first page
/// shows what a search looks like without running one. Accuracy on the stretched axis of ux.md 7.2.
class CurvesPreview : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit CurvesPreview(QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    /// False if the recording is missing: then there is nothing to show.
    [[nodiscard]] bool hasCurves() const { return !m_curves.empty(); }
    [[nodiscard]] QSize sizeHint() const override { return {560, 250}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintAxes(QPainter& painter, const QRectF& plot) const;
    void paintCurve(QPainter& painter, const QRectF& plot, std::size_t curve) const;
    [[nodiscard]] QPointF pointAt(const QRectF& plot, std::size_t epoch, double accuracy) const;

    std::vector<std::vector<double>> m_curves; ///< Validation accuracy by epoch, epoch 0 first.
    std::vector<std::size_t> m_order;          ///< Best last, so that it lies on top.
    std::size_t m_epochs = 1;
    double m_guessing = 0.0;
};

} // namespace tunescope::ui
