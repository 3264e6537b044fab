// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/readable_chart.h"

#include <QPointF>
#include <QWidget>

#include <vector>

namespace tunescope::ui {

/// "What gets tried": two settings as a square of points, with a mark below for every distinct value of the
/// first. Beside each other, grid and random show why a grid tries few values of what matters.
class TriedSquare : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit TriedSquare(QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    /// Positions 0..1, across and up.
    void setPoints(std::vector<QPointF> points);
    /// Number of different values across, 1e-6 of the axis apart or more.
    [[nodiscard]] int distinctAcross() const;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<QPointF> m_points;
};

} // namespace tunescope::ui
