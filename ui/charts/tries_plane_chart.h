// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/readable_chart.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <vector>

namespace tunescope::ui {

/// Tries on a plane of two settings over the score that was measured there, with the mean score along the axis above
/// it: what a choice of tries sees of the axis that matters.
class TriesPlaneChart : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    struct Try {
        double x = 0.0; ///< 0..1 along the axes.
        double y = 0.0;
        double score = 0.0;
    };
    struct Plane {
        QString title; ///< "Grid"
        QString xTitle, yTitle;
        std::vector<std::vector<double>> cells; ///< [y][x]
        std::vector<double> xMarginal;          ///< Mean over y, by column.
        std::vector<Try> tries;
        int distinctX = 0;
        QString unit;
    };

    explicit TriesPlaneChart(QWidget* parent = nullptr);

    void setPlane(Plane plane);
    [[nodiscard]] ChartReading reading() const override;
    [[nodiscard]] QSize sizeHint() const override { return {300, 380}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, 240}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QRectF cellArea() const;
    void paintCells(QPainter& painter) const;
    void paintMarginal(QPainter& painter) const;
    void paintTries(QPainter& painter) const;
    void paintWords(QPainter& painter) const;
    [[nodiscard]] std::size_t bestTry() const;

    Plane m_plane;
};

} // namespace tunescope::ui
