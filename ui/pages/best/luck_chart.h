// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/readable_chart.h"

#include <QWidget>

class QPainter;

namespace tunescope::ui {

class BestModel;

/// The top trials' scores on one axis, each with the range in which chance alone could have put it (95 %
/// binomial), so that ties are seen. Click a row to look at that trial.
class LuckChart : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit LuckChart(BestModel& model, QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    struct Axis;
    [[nodiscard]] Axis axis() const;
    [[nodiscard]] int rows() const;
    [[nodiscard]] int rowHeight() const;
    void paintAxis(QPainter& painter, const Axis& axis) const;
    void paintRow(QPainter& painter, const Axis& axis, int row) const;

    BestModel& m_model;
};

} // namespace tunescope::ui
