// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_answers.h"
#include "ui/viewmodels/learning_curve_axis.h"
#include "ui/widgets/readable_chart.h"

#include <QWidget>

#include <optional>

namespace tunescope::ui {

/// Name of the drag-and-drop format of a range of learning rates: "low high" in plain numbers.
inline constexpr const char* kRateRangeFormat = "application/x-tunescope-rate-range";

/// Loss against the learning rate, which rose from step to step, and the valley: a range of rates that can be
/// moved by its ends and its middle (with the mouse or the arrow keys, Shift for the upper end, Ctrl for
/// both) and dragged away by the grip above it.
class RateTestChart : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit RateTestChart(QWidget* parent = nullptr);

    void setTest(RateTest test);
    /// Words in place of the picture.
    void setMessage(const QString& message);
    [[nodiscard]] const RateTest& test() const { return m_test; }
    [[nodiscard]] AxisRange valley() const { return m_valley; }
    void setValley(AxisRange valley);
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] double xOf(double rate) const;
    [[nodiscard]] double rateAt(double x) const;
    [[nodiscard]] double yOf(double loss) const;
    [[nodiscard]] QRectF gripRect() const;
    [[nodiscard]] ChartReading reading() const override;
    [[nodiscard]] QSize sizeHint() const override { return {620, 300}; }

    /// The rates worth searching: from where the smoothed loss has fallen by a tenth of its whole fall to a
    /// third of the rate of the lowest loss (beyond it the steps are too large); two decades around the
    /// suggestion if it never fell.
    [[nodiscard]] static AxisRange valleyOf(const RateTest& test);

signals:
    void valleyChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Grip { None, Low, High, Both, Away };
    [[nodiscard]] Grip gripAt(QPointF pixel) const;
    void paintCurve(QPainter& painter) const;
    void paintValley(QPainter& painter) const;
    void paintAxes(QPainter& painter) const;
    void dragAway();

    RateTest m_test;
    QString m_message;
    AxisRange m_valley{1e-3, 1e-1};
    AxisRange m_losses{0.0, 1.0};
    Grip m_grip = Grip::None;
    AxisRange m_start;
    QPointF m_pressed;
};

} // namespace tunescope::ui
