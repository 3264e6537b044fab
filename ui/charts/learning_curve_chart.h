// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/curve_chart_view.h"
#include "ui/viewmodels/learning_curve_model.h"

#include <optional>

namespace tunescope::ui {

class GhostItem;

/// Learning curves of a study: the chosen trials as lines, all others as one image behind them.
/// Hovering raises the nearest curve within 12 px in every view, a click selects it.
class LearningCurveChart : public CurveChartView
{
    Q_OBJECT

public:
    LearningCurveChart(LearningCurveModel& model, CurveQuantity quantity, QWidget* parent = nullptr);

    [[nodiscard]] CurveQuantity quantity() const { return m_quantity; }
    void setScale(CurveScale scale);
    [[nodiscard]] CurveScale scale() const { return m_scale; }

    /// The trial whose curve passes within 12 px of the pixel; -1 = none.
    [[nodiscard]] int trialNear(QPointF pixel) const;
    [[nodiscard]] const GhostItem& ghosts() const { return *m_ghosts; }
    [[nodiscard]] QString copyText() const override;
    [[nodiscard]] ChartReading reading() const override;

signals:
    /// Values at the pointer, for the head of the card; empty when there is nothing to say.
    void readoutChanged(const QString& text);
    void focusRequested(int trial); ///< A curve was double-clicked.
    /// A band of values was brushed: the trials in it, as the table's filter field writes them.
    void filterRequested(const QString& filter);

protected:
    void pointerMoved(QPointF pixel) override;
    void pointerLeft() override;
    void pointClicked(QPointF pixel, Qt::KeyboardModifiers modifiers) override;
    bool pointDoubleClicked(QPointF pixel) override;
    void themeChanged() override;
    void showEvent(QShowEvent* event) override;

private:
    void takeStudy();
    void updateRange();
    void updateLines();
    [[nodiscard]] CurveLine lineOf(const CurveChoice& choice) const;
    void addMarks(const CurveChoice& choice, const CurveLine& line, std::vector<CurveMark>& marks) const;
    [[nodiscard]] CurveAxis fullAxis() const;
    [[nodiscard]] QString readoutAt(int trial, int epoch) const;
    [[nodiscard]] QString filterOf(AxisRange values) const;
    [[nodiscard]] bool isShare() const;

    LearningCurveModel& m_model;
    CurveQuantity m_quantity;
    CurveScale m_scale;
    GhostItem* m_ghosts;
};

} // namespace tunescope::ui
