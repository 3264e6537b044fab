// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/axis_scale.h"
#include "ui/widgets/readable_chart.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <vector>

namespace tunescope::ui {

/// One line of a counter-experiment: the middle, and where half of the repeats lie.
struct BandCurve {
    QString name;
    std::vector<double> x;
    std::vector<double> middle;
    std::vector<double> low; ///< Empty without a band.
    std::vector<double> high;
};

/// Lines with bands, named at their ends: a race of strategies, a champion over time.
class BandCurveChart : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit BandCurveChart(QWidget* parent = nullptr);

    /// A level that the curves are held against: "guessing".
    struct Level {
        QString name;
        double value = 0.0;
    };

    void setCurves(QList<BandCurve> curves, QList<Level> levels, const QString& xTitle, const QString& yTitle);
    [[nodiscard]] const QList<BandCurve>& curves() const { return m_curves; }
    [[nodiscard]] QPointF pointOf(int curve, std::size_t index) const;
    [[nodiscard]] ChartReading reading() const override;
    [[nodiscard]] QSize sizeHint() const override { return {560, 380}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {280, 220}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QRectF frame() const;
    void measure();
    void paintAxes(QPainter& painter) const;
    void paintBand(QPainter& painter, int curve) const;
    void paintLine(QPainter& painter, int curve) const;
    void paintNames(QPainter& painter) const;

    void paintLevels(QPainter& painter) const;

    QList<BandCurve> m_curves;
    QList<Level> m_levels;
    QString m_xTitle, m_yTitle;
    AxisScale m_x, m_y;
};

} // namespace tunescope::ui
