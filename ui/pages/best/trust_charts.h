// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/trust_model.h"
#include "ui/widgets/axis_scale.h"
#include "ui/widgets/readable_chart.h"

#include <QWidget>

class QPainter;

namespace tunescope::ui {

/// What the pictures of the Trust view have in common: a plot with a value axis, and words where there is nothing.
class TrustChart : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit TrustChart(const QString& title, QWidget* parent = nullptr);

    void setFacts(const TrustFacts& facts);
    [[nodiscard]] ChartReading reading() const override;
    [[nodiscard]] QSize sizeHint() const override { return {360, 190}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {220, 140}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    /// Why there is no picture; empty if there is one.
    [[nodiscard]] virtual QString missing() const = 0;
    virtual void measure() = 0;
    virtual void paintPicture(QPainter& painter) = 0;
    [[nodiscard]] virtual ChartReading pictureReading() const = 0;

    [[nodiscard]] const TrustFacts& facts() const { return m_facts; }
    [[nodiscard]] double shown(double value) const { return m_facts.metric.isShare ? 100.0 * value : value; }
    [[nodiscard]] QRectF area() const;
    [[nodiscard]] QPointF place(const AxisScale& x, const AxisScale& y, double across, double up) const;
    void paintAxes(QPainter& painter, const AxisScale& x, const AxisScale& y, const QString& caption) const;

private:
    QString m_title;
    TrustFacts m_facts;
};

/// The best validation score against the number of trials, and its test score once the test part was opened. Before
/// that, how much choosing the best is expected to flatter, as a bracket below the best.
class OptimismChart : public TrustChart
{
    Q_OBJECT

public:
    explicit OptimismChart(QWidget* parent = nullptr);

    /// Where the best after so many trials, or its test score, is drawn.
    [[nodiscard]] QPointF pointOf(int trials, double value) const;

protected:
    [[nodiscard]] QString missing() const override;
    void measure() override;
    void paintPicture(QPainter& painter) override;
    [[nodiscard]] ChartReading pictureReading() const override;

private:
    void paintGap(QPainter& painter) const;

    AxisScale m_trials;
    AxisScale m_values;
};

/// Pruned trials that were finished afterwards: what they had when they were stopped against what they came to, and
/// the score from which a trial would have come into the best ten.
class AuditChart : public TrustChart
{
    Q_OBJECT

public:
    explicit AuditChart(QWidget* parent = nullptr);

    [[nodiscard]] QPointF pointOf(const GhostVerdict& ghost) const;

signals:
    void trialChosen(int trial);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    [[nodiscard]] QString missing() const override;
    void measure() override;
    void paintPicture(QPainter& painter) override;
    [[nodiscard]] ChartReading pictureReading() const override;

private:
    AxisScale m_then;
    AxisScale m_finished;
};

/// Where the seconds went and what was not spent, as one bar.
class LedgerChart : public TrustChart
{
    Q_OBJECT

public:
    explicit LedgerChart(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override { return {320, 34}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 30}; }

protected:
    [[nodiscard]] QString missing() const override;
    void measure() override {}
    void paintPicture(QPainter& painter) override;
    [[nodiscard]] ChartReading pictureReading() const override;
};

/// Seconds that pruning and early stopping saved.
[[nodiscard]] double savedSeconds(const CostLedger& ledger);

} // namespace tunescope::ui
