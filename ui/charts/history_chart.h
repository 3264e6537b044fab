// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/analysis_scatter.h"

namespace tunescope::ui {

/// Scores by number of the trial, with the best so far as steps and a mark where a new stage began.
class HistoryChart : public AnalysisScatter
{
    Q_OBJECT

public:
    explicit HistoryChart(AnalysisModel& model, QWidget* parent = nullptr);

    struct Step {
        int trial = 0;
        double score = 0.0;
    };
    /// The trials that were better than all complete ones before them.
    [[nodiscard]] static std::vector<Step> bestSoFar(const AnalysisTable& table);
    [[nodiscard]] QString sentence() const override;

protected:
    [[nodiscard]] double xPosition(int trial) const override;
    [[nodiscard]] std::vector<PositionTick> xTicks(int most) const override;
    [[nodiscard]] QString xTitle() const override { return tr("trial"); }
    void measure() override;
    void paintUnder(QPainter& painter) const override;

private:
    [[nodiscard]] double last() const;

    std::vector<Step> m_steps;
};

/// Scores by the time a trial took, with the trials that nothing quicker beats.
class TimeScoreChart : public AnalysisScatter
{
    Q_OBJECT

public:
    explicit TimeScoreChart(AnalysisModel& model, QWidget* parent = nullptr);

    /// Complete trials, quickest first, each better than all quicker ones.
    [[nodiscard]] static std::vector<int> bestForTheirTime(const AnalysisTable& table);
    [[nodiscard]] QString sentence() const override;

protected:
    [[nodiscard]] double xPosition(int trial) const override;
    [[nodiscard]] std::vector<PositionTick> xTicks(int most) const override { return m_axis.ticks(most); }
    [[nodiscard]] QString xTitle() const override { return tr("seconds to train"); }
    void measure() override;
    void paintOver(QPainter& painter) const override;

private:
    AnalysisAxis m_axis = AnalysisAxis::logarithmic({0.1, 1.0});
    std::vector<int> m_front;
};

} // namespace tunescope::ui
