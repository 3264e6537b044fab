// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/readable_chart.h"

#include <QStringList>
#include <QWidget>

#include <vector>

namespace tunescope::ui {

/// A small learning-curve chart: one value of a lesson, a line a seed, on the axis that all its neighbours have.
class SeedCurves : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    struct Curves {
        QString title;                           ///< "learning rate 0.1"
        QString unit;                            ///< " %"
        std::vector<std::vector<double>> validation; ///< By seed, [epoch], 0 = before the first step; not-a-numbers leave a gap.
        std::vector<std::vector<double>> training;   ///< Likewise; may be empty.
        double low = 0.0, high = 100.0;
        int epochs = 1;                          ///< Width of the axis.
    };

    explicit SeedCurves(QWidget* parent = nullptr);

    void setCurves(Curves curves);
    [[nodiscard]] const Curves& curves() const { return m_curves; }
    [[nodiscard]] ChartReading reading() const override;
    [[nodiscard]] QSize sizeHint() const override { return {160, 130}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {90, 80}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QRectF frame() const;
    void paintAxes(QPainter& painter) const;
    void paintCurve(QPainter& painter, const std::vector<double>& curve) const;

    Curves m_curves;
};

} // namespace tunescope::ui
