// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/analysis_scatter.h"
#include "ui/viewmodels/analysis_slice.h"

namespace tunescope::ui {

/// Scores along one setting: dots with a running median for numbers, a box plot for each choice.
///
/// Blue = brushed, grey = all. In a box plot only the best twenty trials are dots, and a click on a choice
/// takes it into the brush or out of it.
class SliceChart : public AnalysisScatter
{
    Q_OBJECT

public:
    SliceChart(AnalysisModel& model, const std::string& setting, QWidget* parent = nullptr);

    [[nodiscard]] const std::string& setting() const { return m_setting; }
    [[nodiscard]] QString sentence() const override;

protected:
    [[nodiscard]] double xPosition(int trial) const override;
    [[nodiscard]] std::vector<PositionTick> xTicks(int most) const override;
    [[nodiscard]] QString xTitle() const override { return {}; }
    [[nodiscard]] std::optional<std::size_t> xDimension() const override;
    void measure() override;
    void measureBrushed() override;
    void paintUnder(QPainter& painter) const override;
    void paintDots(QPainter& painter) const override;
    void paintOver(QPainter& painter) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] const AnalysisAxis& axis() const;
    [[nodiscard]] bool isBoxes() const { return axis().isChoice(); }
    void paintBand(QPainter& painter) const;
    void paintMedian(QPainter& painter, const RunningMedian& line, const QPen& pen) const;
    void paintBox(QPainter& painter, int choice) const;

    std::string m_setting;
    std::size_t m_dimension = 0;
    RunningMedian m_all;
    RunningMedian m_brushed;
    std::vector<ChoiceBox> m_allBoxes;
    std::vector<ChoiceBox> m_brushedBoxes;
};

} // namespace tunescope::ui
