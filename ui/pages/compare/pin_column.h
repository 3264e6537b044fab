// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/curve_chart_view.h"
#include "ui/viewmodels/comparison_curves.h"
#include "ui/widgets/card.h"

#include <array>

class QLabel;

namespace tunescope::ui {

class PinHead;

enum class CompareShow { Loss, Metric, Both };

/// One pinned trial, side by side with others: its head and its curves, with the values at the crosshair
/// above them.
class PinColumn : public Card
{
    Q_OBJECT

public:
    explicit PinColumn(StudyViewModel& study, QWidget* parent = nullptr);

    /// `others`: all compared trials, whose axes this column shares when `linked`.
    void showTrial(const ComparedTrial& trial, const std::vector<ComparedTrial>& others,
                   Qt::CheckState linked);
    void setShow(CompareShow show);
    void setCrosshair(std::optional<double> epoch);
    [[nodiscard]] PinHead& head() { return *m_head; }
    [[nodiscard]] CurveChartView& chart(CurveQuantity quantity)
    {
        return *m_parts[static_cast<std::size_t>(quantity)].chart;
    }
    [[nodiscard]] QString readout(CurveQuantity quantity) const;

signals:
    void crosshairMoved(std::optional<double> epoch);
    void epochsZoomed(std::optional<tunescope::ui::AxisRange> epochs);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Part {
        QWidget* box = nullptr;
        QLabel* title = nullptr;
        QLabel* values = nullptr;
        CurveChartView* chart = nullptr;
    };

    void buildPart(CurveQuantity quantity);
    void drawPart(CurveQuantity quantity, const TrialSnapshot& trial);
    void describe();

    StudyViewModel& m_study;
    ComparedTrial m_compared;
    PinHead* m_head;
    std::array<Part, 2> m_parts;
    std::optional<double> m_crosshair;
};

} // namespace tunescope::ui
