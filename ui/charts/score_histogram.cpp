// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/score_histogram.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kNewSeconds = 1.0;
constexpr AxisRange kShares{0.0, 0.9955};

} // namespace

ScoreHistogram::ScoreHistogram(StudyViewModel& study, QWidget* parent) : QWidget(parent), m_study(study)
{
    makeReadable(*this);
    setMinimumHeight(60);
    setAccessibleName(tr("Scores so far"));
    connect(&study, &StudyViewModel::studyReplaced, this, &ScoreHistogram::takeStudy);
    connect(&study, &StudyViewModel::snapshotChanged, this, &ScoreHistogram::takeChanges);
    takeStudy();
}

QSize ScoreHistogram::sizeHint() const
{
    return {300, 104};
}

void ScoreHistogram::takeStudy()
{
    m_metric = metricStyleOf(m_study.snapshot().get());
    m_axis = m_metric.isStretched ? CurveAxis(CurveScale::Stretched, kShares)
             : m_metric.isShare   ? CurveAxis(CurveScale::Linear, {0.0, 1.0})
                                  : CurveAxis(CurveScale::Linear, {0.0, 0.0});
    m_bins.assign(kBins, 0);
    m_counted.clear();
    m_recent.clear();
    if (const StudySnapshotPtr& snapshot = m_study.snapshot()) {
        for (std::size_t i = 0; i < snapshot->size(); ++i)
            count(snapshot->trial(i));
    }
    m_recent.clear(); // A study that was just opened has nothing new.
    update();
}

void ScoreHistogram::takeChanges(const std::vector<int>& changed)
{
    const auto left = [&](int number) {
        const auto index = static_cast<std::size_t>(number);
        return index < m_counted.size() && m_counted[index] && m_study.trial(number)->deleted;
    };
    if (std::any_of(changed.begin(), changed.end(), left)) {
        takeStudy();
        return;
    }
    for (const int number : changed)
        count(*m_study.trial(number));
    const double now = m_study.snapshot()->runSeconds;
    std::erase_if(m_recent, [&](const Arrival& arrival) { return now - arrival.atSeconds > kNewSeconds; });
    update();
}

/// A score without natural ends: the axis grows with what comes, and everything is counted again.
bool ScoreHistogram::widenAxis(double score)
{
    const AxisRange range = m_axis.range();
    if (m_metric.isShare || (score >= range.low && score <= range.high && range.high > range.low))
        return false;
    const bool isFirst = !(range.high > range.low);
    const double low = isFirst ? score : std::min(score, range.low),
                 high = isFirst ? score : std::max(score, range.high);
    const double room = std::max(0.15 * (high - low), 1e-9 + 0.05 * std::abs(high));
    m_axis = CurveAxis(CurveScale::Linear, {low - (score <= range.low || isFirst ? room : 0.0),
                                            high + (score >= range.high || isFirst ? room : 0.0)});
    return true;
}

void ScoreHistogram::count(const TrialSnapshot& trial)
{
    const auto index = static_cast<std::size_t>(trial.number());
    if (m_counted.size() <= index)
        m_counted.resize(index + 1);
    if (m_counted[index] || trial.deleted ||
        (trial.state != TrialState::Complete && trial.state != TrialState::Pruned))
        return;
    const double score = shownScore(trial);
    if (!std::isfinite(score))
        return;
    if (widenAxis(score)) {
        const std::vector<bool> counted = m_counted;
        m_bins.assign(kBins, 0);
        m_recent.clear();
        for (std::size_t i = 0; i < counted.size(); ++i) {
            if (counted[i])
                ++m_bins[static_cast<std::size_t>(
                    std::max(0, binOf(shownScore(*m_study.trial(static_cast<int>(i))))))];
        }
    }
    m_counted[index] = true;
    const int bin = binOf(score);
    if (bin < 0)
        return;
    ++m_bins[static_cast<std::size_t>(bin)];
    m_recent.push_back({m_study.snapshot()->runSeconds, bin});
}

int ScoreHistogram::binOf(double score) const
{
    if (!std::isfinite(score))
        return -1;
    return static_cast<int>(std::clamp(m_axis.position(score), 0.0, 0.999999) * kBins);
}

int ScoreHistogram::newIn(int bin) const
{
    return static_cast<int>(
        std::count_if(m_recent.begin(), m_recent.end(), [&](const Arrival& a) { return a.bin == bin; }));
}

QRectF ScoreHistogram::plotArea() const
{
    return QRectF(rect()).adjusted(2, 14, -4, -20);
}

void ScoreHistogram::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    const QRectF area = plotArea();
    const int most = std::max(1, *std::max_element(m_bins.begin(), m_bins.end()));
    const double step = area.width() / kBins;
    for (int bin = 0; bin < kBins; ++bin) {
        const int all = countIn(bin);
        if (all == 0)
            continue;
        const double height = std::max(1.5, area.height() * all / most);
        const QRectF bar(area.left() + bin * step, area.bottom() - height, std::max(1.0, step - 1.0), height);
        painter.fillRect(bar, theme.color(ColorRole::Ghost));
        if (const int fresh = newIn(bin); fresh > 0) {
            const double part = std::max(2.0, height * fresh / all);
            painter.fillRect(QRectF(bar.left(), area.bottom() - part, bar.width(), part),
                             theme.color(ColorRole::Running));
        }
    }
    painter.setPen(theme.color(ColorRole::Axis));
    painter.drawLine(QPointF(area.left(), area.bottom() + 0.5), QPointF(area.right(), area.bottom() + 0.5));
    painter.setFont(theme.font(TextStyle::Axis));
    painter.setPen(theme.color(ColorRole::Text3));
    for (const AxisTick& tick :
         m_axis.ticks(6, m_metric.isShare ? CurveAxis::Unit::Percent : CurveAxis::Unit::Plain)) {
        const double x = area.left() + m_axis.position(tick.value) * area.width();
        const QRectF box(std::clamp(x - 25, double(rect().left()), rect().right() - 50.0), area.bottom() + 3,
                         50, 15);
        painter.drawText(box, x < 25 ? Qt::AlignLeft : Qt::AlignHCenter, tick.text);
    }
    const TrialSnapshot* best = m_study.snapshot() ? m_study.trial(m_study.snapshot()->best) : nullptr;
    if (!best)
        return;
    const int bin = std::max(0, binOf(shownScore(*best)));
    painter.setRenderHint(QPainter::Antialiasing);
    const double top = area.bottom() - area.height() * countIn(bin) / most;
    painter.fillPath(starPath({area.left() + (bin + 0.5) * step, std::max(area.top(), top) - 8}, 6),
                     theme.color(ColorRole::BestMark));
}

bool ScoreHistogram::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QRectF area = plotArea();
    const int bin = static_cast<int>((help->pos().x() - area.left()) / area.width() * kBins);
    if (bin < 0 || bin >= kBins)
        return true;
    const QString from = scoreText(m_axis.valueAt(double(bin) / kBins), m_metric),
                  to = scoreText(m_axis.valueAt((bin + 1.0) / kBins), m_metric);
    QToolTip::showText(help->globalPos(), tr("%1 to %2: %3 trials").arg(from, to, wholeText(countIn(bin))),
                       this);
    return true;
}

} // namespace tunescope::ui
