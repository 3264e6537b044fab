// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/confirmation.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/axis_scale.h"
#include "ui/widgets/readable_chart.h"

#include <QWidget>

#include <functional>

class QPainter;

namespace tunescope::ui {

/// Trials that were trained again on new seeds, best mean first: every seed as a dot, mean and 95 % interval, the
/// search's own score as a diamond, the tie group tinted, the band of one standard error below the leader, and each
/// one's chance of being the best. Click or arrow keys choose a trial.
class FinalistsChart : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit FinalistsChart(QWidget* parent = nullptr);

    /// `caption` says what tells a trial from others. An empty report shows `missing` instead.
    void setReport(const ConfirmationReport& report, const MetricStyle& metric, std::function<QString(int)> caption);
    void setMissing(const QString& words);
    void setChosen(int trial);
    [[nodiscard]] ChartReading reading() const override;
    [[nodiscard]] QRectF rowRect(int row) const;
    [[nodiscard]] double xOf(double value) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void trialChosen(int trial);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] int rows() const { return static_cast<int>(m_report.trials.size()); }
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] double shown(double value) const { return m_metric.isShare ? 100.0 * value : value; }
    void measure();
    void paintGround(QPainter& painter) const;
    void paintRow(QPainter& painter, int row) const;
    void paintDots(QPainter& painter, const ConfirmedTrial& trial, double y) const;
    void paintChance(QPainter& painter, const ConfirmedTrial& trial, const QRectF& area) const;

    ConfirmationReport m_report;
    MetricStyle m_metric;
    std::function<QString(int)> m_caption;
    QString m_missing;
    AxisScale m_axis;
    int m_chosen = -1;
};

} // namespace tunescope::ui
