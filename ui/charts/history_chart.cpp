// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/history_chart.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr float kLeastSeconds = 1e-3F;

bool isScored(const AnalysisTrial& trial)
{
    return trial.isShown && trial.state == TrialState::Complete;
}

} // namespace

HistoryChart::HistoryChart(AnalysisModel& model, QWidget* parent) : AnalysisScatter(model, parent)
{
    setAccessibleName(tr("Score by trial"));
}

std::vector<HistoryChart::Step> HistoryChart::bestSoFar(const AnalysisTable& table)
{
    std::vector<Step> steps;
    for (std::size_t i = 0; i < table.trials().size(); ++i) {
        const AnalysisTrial& trial = table.trials()[i];
        if (isScored(trial) &&
            (steps.empty() || isBetter(double(trial.score), steps.back().score, table.metric().direction)))
            steps.push_back({static_cast<int>(i), double(trial.score)});
    }
    return steps;
}

QString HistoryChart::sentence() const
{
    const AnalysisTable& table = model().table();
    const std::vector<Step> steps = bestSoFar(table);
    if (steps.empty() || table.completeCount() < kFewestToAnalyse)
        return neededText(kFewestToAnalyse, table.completeCount());
    return tr("%1 of %2 trials; the best so far rose %n time(s), last with trial %3 to %4.", nullptr,
              static_cast<int>(steps.size()) - 1)
        .arg(table.metric().title)
        .arg(table.shownCount())
        .arg(steps.back().trial)
        .arg(scoreTextWithUnit(steps.back().score, table.metric()));
}

double HistoryChart::last() const
{
    return std::max(1.0, double(model().table().trials().size()) - 1.0);
}

double HistoryChart::xPosition(int trial) const
{
    return trial / last();
}

std::vector<PositionTick> HistoryChart::xTicks(int most) const
{
    std::vector<PositionTick> ticks;
    for (const AxisTick& tick :
         CurveAxis(CurveScale::Linear, {0.0, last()}).ticks(most, CurveAxis::Unit::Plain)) {
        if (tick.value == std::round(tick.value))
            ticks.push_back({tick.value / last(), wholeText(std::llround(tick.value))});
    }
    return ticks;
}

void HistoryChart::measure()
{
    m_steps = bestSoFar(model().table());
}

void HistoryChart::paintUnder(QPainter& painter) const
{
    const Theme& theme = themeOf(this);
    const QRectF area = plotArea();
    const StudySnapshotPtr& snapshot = model().study().snapshot();
    painter.setFont(theme.font(TextStyle::Caption));
    for (std::size_t stage = 1; snapshot && stage < snapshot->stageFirstTrials.size(); ++stage) {
        const double x = xOf((snapshot->stageFirstTrials[stage] - 0.5) / last());
        painter.setPen(QPen(theme.color(ColorRole::Text3), 1, Qt::DashLine));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        const QString text = tr("stage %1").arg(stage + 1);
        const bool hasRoom = x + 56 < area.right();
        painter.drawText(hasRoom ? QRectF(x + 4, area.bottom() - 17, 80, 15)
                                 : QRectF(x - 84, area.bottom() - 17, 80, 15),
                         hasRoom ? Qt::AlignLeft : Qt::AlignRight, text);
    }
    if (m_steps.empty())
        return;
    QPainterPath path({xOf(xPosition(m_steps.front().trial)), yOfScore(m_steps.front().score)});
    for (const Step& step : m_steps) {
        path.lineTo(xOf(xPosition(step.trial)), path.currentPosition().y());
        path.lineTo(xOf(xPosition(step.trial)), yOfScore(step.score));
    }
    path.lineTo(area.right(), path.currentPosition().y());
    painter.setPen(QPen(theme.color(ColorRole::BestMark), 2.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

TimeScoreChart::TimeScoreChart(AnalysisModel& model, QWidget* parent) : AnalysisScatter(model, parent)
{
    setAccessibleName(tr("Score by training time"));
}

std::vector<int> TimeScoreChart::bestForTheirTime(const AnalysisTable& table)
{
    std::vector<int> front;
    for (std::size_t i = 0; i < table.trials().size(); ++i) {
        if (isScored(table.trials()[i]))
            front.push_back(static_cast<int>(i));
    }
    const auto& trials = table.trials();
    const auto of = [&](int trial) -> const AnalysisTrial& {
        return trials[static_cast<std::size_t>(trial)];
    };
    std::stable_sort(front.begin(), front.end(), [&](int a, int b) {
        return of(a).seconds < of(b).seconds ||
               (of(a).seconds == of(b).seconds &&
                isBetter(double(of(a).score), double(of(b).score), table.metric().direction));
    });
    std::optional<double> best;
    std::erase_if(front, [&](int trial) {
        const double score = double(of(trial).score);
        if (best && !isBetter(score, *best, table.metric().direction))
            return true;
        best = score;
        return false;
    });
    return front;
}

QString TimeScoreChart::sentence() const
{
    const AnalysisTable& table = model().table();
    const std::vector<int> front = bestForTheirTime(table);
    if (front.empty() || table.completeCount() < kFewestToAnalyse)
        return neededText(kFewestToAnalyse, table.completeCount());
    const auto of = [&](int trial) { return table.trials()[static_cast<std::size_t>(trial)]; };
    return tr("Best for their time: %n trial(s), from %1 in %2 to %3 in %4.", nullptr,
              static_cast<int>(front.size()))
        .arg(scoreTextWithUnit(double(of(front.front()).score), table.metric()),
             durationText(double(of(front.front()).seconds)),
             scoreTextWithUnit(double(of(front.back()).score), table.metric()),
             durationText(double(of(front.back()).seconds)));
}

double TimeScoreChart::xPosition(int trial) const
{
    const float seconds = model().table().trials()[static_cast<std::size_t>(trial)].seconds;
    return m_axis.position(double(std::max(seconds, kLeastSeconds)));
}

void TimeScoreChart::measure()
{
    float low = 1e30F, high = 0.0F;
    for (const int trial : model().worstFirst()) {
        const float seconds =
            std::max(kLeastSeconds, model().table().trials()[static_cast<std::size_t>(trial)].seconds);
        low = std::min(low, seconds);
        high = std::max(high, seconds);
    }
    if (high <= 0.0F)
        return;
    m_axis =
        AnalysisAxis::logarithmic({0.85 * double(low), std::max(1.15 * double(high), 2.0 * double(low))});
    m_front = bestForTheirTime(model().table());
}

void TimeScoreChart::paintOver(QPainter& painter) const
{
    if (m_front.empty())
        return;
    const QColor colour = themeOf(this).pin(1).color;
    QPainterPath path(pixelOf(m_front.front()));
    for (const int trial : m_front) {
        const QPointF to = pixelOf(trial);
        path.lineTo(to.x(), path.currentPosition().y());
        path.lineTo(to);
    }
    path.lineTo(plotArea().right(), path.currentPosition().y());
    QPen pen(colour, 1.6);
    pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    for (const int trial : m_front)
        painter.drawEllipse(pixelOf(trial), 3.4, 3.4);
}

} // namespace tunescope::ui
