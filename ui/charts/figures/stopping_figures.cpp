// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that stop trials, on the curves of a small study; and what its trials cost.
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"
#include "ui/charts/figures/figure_trials.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace tunescope::ui::figures {
namespace {

constexpr int kShownCurves = 14;
constexpr int kDecision = 9; ///< Epoch at which the rule looks.
constexpr double kBound = 1.2;

QString epochWord()
{
    return figureText(QT_TRANSLATE_NOOP("figure", "epoch"));
}

double bestUntil(const ToyTrial& trial, int epoch)
{
    return *std::max_element(trial.curve.begin(), trial.curve.begin() + epoch + 1);
}

/// Mean of the two middle ones of the shown curves.
double medianAt(int epoch)
{
    std::array<double, kShownCurves> values{};
    for (int i = 0; i < kShownCurves; ++i)
        values[std::size_t(i)] = bestUntil(toyTrials()[std::size_t(i)], epoch);
    std::sort(values.begin(), values.end());
    return (values[kShownCurves / 2 - 1] + values[kShownCurves / 2]) / 2;
}

void paintUntil(FigurePlot& plot, const ToyTrial& trial, int last, const QPen& pen)
{
    std::vector<QPointF> points;
    for (int epoch = 0; epoch <= last; ++epoch)
        points.emplace_back(epoch, trial.curve[std::size_t(epoch)]);
    plot.curve(points, pen);
}

void paintStopped(QPainter& painter, const QRectF& area, const Theme& theme, double phase, double bound,
                  const QString& name)
{
    FigurePlot plot(painter, area, theme, {0, kToyEpochs}, {kToyLow - 0.1, kToyHigh + 0.1}, epochWord(),
                    figureText(QT_TRANSLATE_NOOP("figure", "score")));
    plot.axes();
    const int now = figureShown(kToyEpochs, phase);
    for (int i = 0; i < kShownCurves; ++i) {
        const ToyTrial& trial = toyTrials()[std::size_t(i)];
        const bool isStopped = bestUntil(trial, kDecision) < bound;
        const int last = isStopped ? std::min(now, kDecision) : now;
        paintUntil(plot, trial, last,
                   plot.pen(isStopped ? ColorRole::Pruned : ColorRole::Accent, isStopped ? 1.2 : 1.8));
        if (isStopped && now >= kDecision)
            plot.dot({double(kDecision), trial.curve[kDecision]}, theme.color(ColorRole::Danger), 3);
    }
    if (now >= kDecision) {
        plot.segment({0, bound}, {double(kToyEpochs), bound},
                     QPen(theme.color(ColorRole::Warn), 1.4, Qt::DashLine));
        plot.label({double(kToyEpochs), bound}, name, theme.color(ColorRole::Warn),
                   Qt::AlignLeft | Qt::AlignBottom);
    }
}

} // namespace

void pruning(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    paintStopped(painter, area, theme, phase, medianAt(kDecision),
                 figureText(QT_TRANSLATE_NOOP("figure", "median")));
}

void thresholdRule(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    paintStopped(painter, area, theme, phase, kBound, figureText(QT_TRANSLATE_NOOP("figure", "bound")));
}

void rungs(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    constexpr std::array kRungEpochs{3, 9, 27};
    FigurePlot plot(painter, area, theme, {0, 28}, {kToyLow - 0.1, kToyHigh + 0.1}, epochWord(),
                    figureText(QT_TRANSLATE_NOOP("figure", "score")));
    plot.axes();
    std::vector<const ToyTrial*> alive;
    for (const ToyTrial& trial : toyTrials())
        alive.push_back(&trial);
    const int now = figureShown(kToyEpochs, phase);
    for (const int rung : kRungEpochs) {
        std::stable_sort(alive.begin(), alive.end(), [&](const ToyTrial* a, const ToyTrial* b) {
            return bestUntil(*a, rung) > bestUntil(*b, rung);
        });
        const std::size_t kept = rung == 27 ? alive.size() : alive.size() / 3;
        for (std::size_t i = alive.size(); i-- > 0;) {
            const bool goesOn = i < kept;
            if (!goesOn || rung == 27)
                paintUntil(plot, *alive[i], std::min(now, rung),
                           plot.pen(goesOn ? ColorRole::Accent : ColorRole::Pruned, goesOn ? 2 : 1));
        }
        if (now < rung) { // Those that will go on, as far as they are.
            for (std::size_t i = 0; i < kept; ++i)
                paintUntil(plot, *alive[i], now, plot.pen(ColorRole::Accent, 1.6));
            break;
        }
        plot.segment({double(rung), kToyLow}, {double(rung), kToyHigh},
                     QPen(theme.color(ColorRole::Warn), 1.3, Qt::DashLine));
        plot.label({double(rung), kToyLow},
                   figureText(QT_TRANSLATE_NOOP("figure", "%1 reached")).arg(alive.size()),
                   theme.color(ColorRole::Text2),
                   rung == 27 ? Qt::AlignLeft | Qt::AlignTop : Qt::AlignRight | Qt::AlignTop);
        alive.resize(kept);
    }
}

void extrapolate(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const ToyTrial best = toyTrial(0.75, 0.6), slow = toyTrial(0.62, 0.4);
    const QRectF rest = figureLegend(
        painter, area, theme,
        {{figureText(QT_TRANSLATE_NOOP("figure", "best trial")), QPen(theme.color(ColorRole::BestMark), 2)},
         {figureText(QT_TRANSLATE_NOOP("figure", "this trial")), QPen(theme.color(ColorRole::Accent), 2)},
         {figureText(QT_TRANSLATE_NOOP("figure", "extended")),
          QPen(theme.color(ColorRole::Danger), 1.6, Qt::DashLine)}});
    FigurePlot plot(painter, rest, theme, {0, kToyEpochs}, {kToyLow * 0.6, kToyHigh + 0.1}, epochWord(),
                    figureText(QT_TRANSLATE_NOOP("figure", "score")));
    plot.axes();
    paintUntil(plot, best, kToyEpochs, plot.pen(ColorRole::BestMark, 2));
    const int now = std::min(figureShown(kToyEpochs, phase), 12);
    paintUntil(plot, slow, now, plot.pen(ColorRole::Accent, 2));
    if (now < 12)
        return;
    const double slope = (slow.curve[12] - slow.curve[6]) / 6;
    plot.segment({12, slow.curve[12]}, {double(kToyEpochs), slow.curve[12] + slope * (kToyEpochs - 12)},
                 QPen(theme.color(ColorRole::Danger), 1.6, Qt::DashLine));
    plot.label({double(kToyEpochs), slow.curve[12] + slope * (kToyEpochs - 12)},
               figureText(QT_TRANSLATE_NOOP("figure", "will not be the best")),
               theme.color(ColorRole::Danger), Qt::AlignLeft | Qt::AlignBottom);
}

void pareto(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // A network's weights as in network_size_figure, and what a saturating score makes of them with noise of
    // rank.
    FigurePlot plot(painter, area, theme, {0, 1.03}, {0, 1.03},
                    figureText(QT_TRANSLATE_NOOP("figure", "time")),
                    figureText(QT_TRANSLATE_NOOP("figure", "score")));
    plot.axes();
    std::vector<QPointF> points, front;
    for (int i = 0; i < kToyTrials; ++i) {
        const ToyTrial& trial = toyTrials()[std::size_t(i)];
        const double time = 0.05 + 0.93 * trial.rate;
        points.emplace_back(time, (1 - std::exp(-4 * time)) * (0.45 + 0.5 * trial.momentum / 0.99));
    }
    std::sort(points.begin(), points.end(), [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
    double best = 0;
    for (const QPointF& point : points) {
        if (point.y() <= best)
            continue;
        if (!front.empty())
            front.emplace_back(point.x(), best);
        best = point.y();
        front.push_back(point);
    }
    const int shown = figureShown(kToyTrials, phase);
    for (int i = 0; i < shown; ++i) {
        const bool isOnFront = std::find(front.begin(), front.end(), points[std::size_t(i)]) != front.end();
        plot.dot(points[std::size_t(i)], theme.color(isOnFront ? ColorRole::BestMark : ColorRole::Ghost),
                 isOnFront ? 4 : 3);
    }
    if (phase >= 1)
        plot.curve(front, plot.pen(ColorRole::BestMark, 1.6));
}

void timeline(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    const int best = bestToy();
    std::array<double, 2> busy{};
    struct Block {
        int lane, trial;
        double start, end;
    };
    std::vector<Block> blocks;
    for (int i = 0; i < kToyTrials; ++i) {
        const ToyTrial& trial = toyTrials()[std::size_t(i)];
        const bool isStopped = bestUntil(trial, kDecision) < medianAt(kDecision);
        const int lane = busy[0] <= busy[1] ? 0 : 1;
        const double length = isStopped ? kDecision : kToyEpochs;
        blocks.push_back({lane, i, busy[std::size_t(lane)], busy[std::size_t(lane)] + length});
        busy[std::size_t(lane)] += length + 0.5;
    }
    const double all = std::max(busy[0], busy[1]);
    FigurePlot plot(painter, area, theme, {0, all}, {-0.8, 2.2},
                    figureText(QT_TRANSLATE_NOOP("figure", "time")));
    for (const Block& block : blocks) {
        if (block.start > phase * all)
            continue;
        const bool isStopped = block.end - block.start < kToyEpochs - 0.5;
        const ColorRole role = block.trial == best ? ColorRole::BestMark
                               : isStopped         ? ColorRole::Pruned
                                                   : ColorRole::Accent;
        painter.fillRect(QRectF(plot.at(block.start, 1.7 - 1.3 * block.lane),
                                plot.at(std::min(block.end, phase * all), 0.9 - 1.3 * block.lane)),
                         theme.color(role));
    }
    for (int lane = 0; lane < 2; ++lane)
        plot.label({0, 1.95 - 1.3 * lane}, figureText(QT_TRANSLATE_NOOP("figure", "worker %1")).arg(lane + 1),
                   theme.color(ColorRole::Text2));
    figureCaption(painter, QRectF(area.left(), plot.frame().bottom() + 2, area.width(), figureLine(theme)),
                  theme, figureText(QT_TRANSLATE_NOOP("figure", "time")), ColorRole::Text3, Qt::AlignRight);
}

} // namespace tunescope::ui::figures
