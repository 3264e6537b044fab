// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/readable_chart.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <vector>

namespace tunescope::ui {

/// Rows and columns of scores: the best configuration of one task on the others.
class ScoreMatrixChart : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    struct Matrix {
        QString rowTitle, columnTitle, unit;
        QStringList rows, columns;
        std::vector<std::vector<double>> cells; ///< [rows][columns]
    };

    explicit ScoreMatrixChart(QWidget* parent = nullptr);

    void setMatrix(Matrix matrix);
    [[nodiscard]] ChartReading reading() const override;
    [[nodiscard]] QSize sizeHint() const override { return {520, 260}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {300, 180}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Matrix m_matrix;
};

} // namespace tunescope::ui
