// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of WhyPanel.
#include "ui/charts/curve_chart_view.h"
#include "ui/pages/run/why_panel.h"
#include "ui/viewmodels/comparison_curves.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/card.h"

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

bool hasDiverged(const TrialSnapshot& trial)
{
    return trial.state == TrialState::Diverged || trial.state == TrialState::Failed;
}

} // namespace

/// How it went on where it was trained to its end afterwards, from the epoch at which it was stopped.
std::vector<QPointF> WhyPanel::pointsBeyond(const TrialSnapshot& trial) const
{
    std::vector<QPointF> points;
    if (const TrialSnapshot* longer = continuation()) {
        for (const QPointF& point : curvePoints(*longer, CurveQuantity::Metric, CurvePart::Validation)) {
            if (point.x() >= trial.finishedEpochs())
                points.push_back(point);
        }
        return points;
    }
    for (std::size_t i = 0; m_ghost && i < m_ghost->curve.size(); ++i) {
        if (static_cast<int>(i) + 1 >= trial.finishedEpochs() && std::isfinite(m_ghost->curve[i]))
            points.emplace_back(static_cast<double>(i) + 1.0, m_ghost->curve[i]);
    }
    return points;
}

void WhyPanel::draw()
{
    const TrialSnapshot* trial = shown();
    if (!trial)
        return;
    const Theme& theme = themeOf(this);
    const MetricStyle metric = metricStyleOf(m_study.snapshot().get());
    const CurveQuantity quantity = hasDiverged(*trial) ? CurveQuantity::Loss : CurveQuantity::Metric;
    const bool isShare = quantity == CurveQuantity::Metric && metric.isShare;
    m_chartCard->setTitle(quantity == CurveQuantity::Loss ? tr("Validation loss") : isShare ? tr("%1, %").arg(metric.title) : metric.title);
    std::vector<CurveLine> lines;
    for (const PruneRival& rival : m_story ? m_story->rivals : std::vector<PruneRival>()) {
        const TrialSnapshot* other = m_study.trial(rival.trial);
        if (other && rival.wentOn && lines.size() < static_cast<std::size_t>(kWhyLines - 2))
            lines.push_back({rival.trial, curvePoints(*other, quantity, CurvePart::Validation), theme.scoreColor(0.55), 1.3});
    }
    const std::vector<QPointF> ghost = quantity == CurveQuantity::Metric ? pointsBeyond(*trial) : std::vector<QPointF>();
    if (!ghost.empty())
        lines.push_back({m_trial, ghost, theme.color(ColorRole::Warn), 2.0, {2, 3}});
    const std::vector<QPointF> own = curvePoints(*trial, quantity, CurvePart::Validation);
    lines.push_back({m_trial, own, theme.color(ColorRole::Text), 2.6});
    double low = INFINITY;
    double high = -INFINITY;
    double last = std::max(trial->plannedEpochs, trial->finishedEpochs());
    for (const CurveLine& line : lines) {
        for (const QPointF& point : line.points) {
            low = std::min(low, point.y());
            high = std::max(high, point.y());
            last = std::max(last, point.x());
        }
    }
    if (low > high) {
        low = 0.0;
        high = 1.0;
    }
    const bool hasThreshold = m_story && std::isfinite(m_story->reason.threshold) && m_story->rivals.size() > 1;
    if (hasThreshold) {
        low = std::min(low, m_story->reason.threshold);
        high = std::max(high, m_story->reason.threshold);
    }
    const double room = std::max(0.04 * (high - low), 1e-6);
    const CurveScale scale = isShare && metric.isStretched ? CurveScale::Stretched : CurveScale::Linear;
    const AxisRange range{isShare ? std::max(low - room, 0.0) : low - room, isShare ? std::min(high + 0.2 * (1.0 - high), 0.9995) : high + room};
    m_chart->setFullRange({0.0, std::max(last, 1.0)}, CurveAxis(scale, range), isShare ? CurveAxis::Unit::Percent : CurveAxis::Unit::Plain);
    m_chart->setLines(lines);
    std::vector<CurveMark> marks;
    if (!own.empty())
        marks.push_back({trial->state == TrialState::Diverged ? CurveMarkShape::Triangle : CurveMarkShape::Cross, own.back(),
                         theme.color(hasDiverged(*trial) ? ColorRole::Danger : ColorRole::Text)});
    m_chart->setMarks(std::move(marks));
    std::optional<CurveEvidence> evidence;
    if (hasThreshold)
        evidence = CurveEvidence{.epochs = AxisRange{static_cast<double>(m_story->reason.step), static_cast<double>(m_story->reason.step)},
                                 .level = m_story->reason.threshold,
                                 .text = tr("needed %1").arg(scoreTextWithUnit(m_story->reason.threshold, metric))};
    m_chart->setEvidence(evidence);
}

} // namespace tunescope::ui
