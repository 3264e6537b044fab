// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/learning_curve_chart.h"
#include "ui/widgets/card.h"

namespace tunescope::ui {

class CurveLegend;

/// Learning curves of one quantity in a card: title, legend or values at the pointer, chart.
class CurveCard : public Card
{
    Q_OBJECT

public:
    CurveCard(LearningCurveModel& model, CurveQuantity quantity, QWidget* parent = nullptr);

    [[nodiscard]] LearningCurveChart& chart() { return *m_chart; }

private:
    void describe();

    LearningCurveModel& m_model;
    LearningCurveChart* m_chart;
    CurveLegend* m_legend;
};

} // namespace tunescope::ui
