// SPDX-License-Identifier: GPL-3.0-or-later
// What a study's charts show, on a small study: history, slice, contour, parallel axes, importance, spread,
// trade-off.
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"
#include "ui/charts/figures/figure_trials.h"
#include "ui/widgets/painting.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope::ui::figures {
namespace {

QString rateWord()
{
    return figureText(QT_TRANSLATE_NOOP("figure", "learning rate"));
}

QString scoreWord()
{
    return figureText(QT_TRANSLATE_NOOP("figure", "score"));
}

void paintStar(QPainter& painter, const QPointF& at, const Theme& theme)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::BestMark));
    painter.drawPath(starPath(at, 7));
}

double shareOfScore(double score)
{
    return (score - kToyLow) / (kToyHigh - kToyLow);
}

/// Share of the variance of scores that lies between the means of five groups along a setting.
double varianceExplained(double ToyTrial::*setting)
{
    constexpr int kGroups = 5;
    std::array<double, kGroups> sums{}, counts{};
    double mean = 0, all = 0, between = 0;
    for (const ToyTrial& trial : toyTrials()) {
        const auto group = std::size_t(std::clamp(int(trial.*setting * kGroups), 0, kGroups - 1));
        sums[group] += trial.score;
        counts[group] += 1;
        mean += trial.score / kToyTrials;
    }
    for (const ToyTrial& trial : toyTrials())
        all += std::pow(trial.score - mean, 2);
    for (std::size_t i = 0; i < kGroups; ++i)
        between += counts[i] > 0 ? counts[i] * std::pow(sums[i] / counts[i] - mean, 2) : 0;
    return between / all;
}

} // namespace

void history(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    FigurePlot plot(painter, area, theme, {0, kToyTrials + 1.0}, {kToyLow - 0.3, kToyHigh + 0.6},
                    figureText(QT_TRANSLATE_NOOP("figure", "trial")), scoreWord());
    plot.axes();
    std::vector<QPointF> steps;
    double best = kToyLow;
    const int shown = figureShown(kToyTrials, phase);
    for (int i = 0; i < shown; ++i) {
        const ToyTrial& trial = toyTrials()[std::size_t(i)];
        plot.dot({i + 1.0, trial.score}, theme.color(trial.diverged ? ColorRole::Danger : ColorRole::Accent),
                 2.6);
        steps.emplace_back(i + 1.0, best);
        best = std::max(best, trial.score);
        steps.emplace_back(i + 1.0, best);
    }
    plot.curve(steps, plot.pen(ColorRole::BestMark, 2));
}

void histogram(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    constexpr int kBins = 10;
    std::array<int, kBins> counts{};
    const int shown = figureShown(kToyTrials, phase);
    for (int i = 0; i < shown; ++i)
        ++counts[std::size_t(
            std::clamp(int(shareOfScore(toyTrials()[std::size_t(i)].score) * kBins), 0, kBins - 1))];
    FigurePlot plot(painter, area, theme, {0, kBins}, {0, 22}, scoreWord(),
                    figureText(QT_TRANSLATE_NOOP("figure", "trials")));
    for (int i = 0; i < kBins; ++i)
        painter.fillRect(QRectF(plot.at(i + 0.08, counts[std::size_t(i)]), plot.at(i + 0.92, 0)),
                         theme.color(ColorRole::Accent));
    plot.axes();
    if (phase >= 1)
        paintStar(painter, plot.at(shareOfScore(toyTrials()[std::size_t(bestToy())].score) * kBins, 3),
                  theme);
}

void slice(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    FigurePlot plot(painter, area, theme, {-0.03, 1.03}, {kToyLow - 0.3, kToyHigh + 0.6}, rateWord(),
                    scoreWord());
    plot.axes();
    const int shown = figureShown(kToyTrials, phase);
    for (int i = 0; i < shown; ++i) {
        const ToyTrial& trial = toyTrials()[std::size_t(i)];
        plot.dot({trial.rate, trial.score},
                 theme.color(trial.diverged ? ColorRole::Danger : ColorRole::Accent), 3);
    }
    if (phase >= 1)
        paintStar(
            painter,
            plot.at(toyTrials()[std::size_t(bestToy())].rate, toyTrials()[std::size_t(bestToy())].score),
            theme);
}

void contour(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    constexpr int kCells = 24;
    static const auto grid = [] {
        std::array<std::array<double, kCells>, kCells> scores{};
        for (int x = 0; x < kCells; ++x) {
            for (int y = 0; y < kCells; ++y)
                scores[std::size_t(x)][std::size_t(y)] =
                    shareOfScore(toyTrial((x + 0.5) / kCells, 0.99 * (y + 0.5) / kCells).score);
        }
        return scores;
    }();
    FigurePlot plot(painter, area, theme, {0, 1}, {0, 0.99}, rateWord(),
                    figureText(QT_TRANSLATE_NOOP("figure", "momentum")));
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int x = 0; x < kCells; ++x) {
        for (int y = 0; y < kCells; ++y) {
            const double band = std::floor(grid[std::size_t(x)][std::size_t(y)] * 8) / 7;
            painter.fillRect(QRectF(plot.at(double(x) / kCells, 0.99 * (y + 1.0) / kCells),
                                    plot.at((x + 1.0) / kCells, 0.99 * y / kCells)),
                             theme.scoreColor(std::min(1.0, band)));
        }
    }
    painter.setRenderHint(QPainter::Antialiasing);
    plot.axes();
    const int shown = figureShown(kToyTrials, phase);
    for (int i = 0; i < shown; ++i) {
        const ToyTrial& trial = toyTrials()[std::size_t(i)];
        plot.dot({trial.rate, trial.momentum}, theme.color(ColorRole::Surface), 3.2);
        plot.dot({trial.rate, trial.momentum}, theme.color(ColorRole::Text), 2.2);
    }
    if (phase >= 1)
        paintStar(
            painter,
            plot.at(toyTrials()[std::size_t(bestToy())].rate, toyTrials()[std::size_t(bestToy())].momentum),
            theme);
}

void parallel(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    FigurePlot plot(painter, area, theme, {-0.25, 2.25}, {-0.03, 1.03}, QStringLiteral(" "));
    const std::array<QString, 3> names{rateWord(), figureText(QT_TRANSLATE_NOOP("figure", "momentum")),
                                       scoreWord()};
    std::vector<const ToyTrial*> order;
    for (const ToyTrial& trial : toyTrials())
        order.push_back(&trial);
    std::sort(order.begin(), order.end(),
              [](const ToyTrial* a, const ToyTrial* b) { return a->score < b->score; });
    const int shown = figureShown(kToyTrials, phase);
    for (int i = 0; i < shown; ++i) {
        const ToyTrial& trial = *order[std::size_t(i)];
        const bool good = i >= kToyTrials - 6;
        QPen pen(theme.scoreColor(shareOfScore(trial.score)), good ? 2.4 : 1.1);
        plot.curve({{0, trial.rate}, {1, trial.momentum}, {2, shareOfScore(trial.score)}}, pen);
    }
    for (int axis = 0; axis < 3; ++axis) {
        plot.segment({double(axis), 0}, {double(axis), 1}, plot.pen(ColorRole::Axis, 1.4));
        plot.label({double(axis), -0.03}, names[std::size_t(axis)], theme.color(ColorRole::Text2),
                   Qt::AlignHCenter | Qt::AlignBottom);
    }
}

void importance(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    FigurePlot plot(painter, area, theme, {0, 1}, {-0.6, 1.6},
                    figureText(QT_TRANSLATE_NOOP("figure", "share of the differences that it explains")));
    const auto bar = [&](int row, const QString& name, double value) {
        const double part = value * std::min(1.0, phase * 1.2);
        painter.fillRect(QRectF(plot.at(0, row + 0.05), plot.at(part, row - 0.35)),
                         theme.color(ColorRole::Accent));
        plot.label({0, row + 0.28}, name, theme.color(ColorRole::Text));
        plot.label({part, row - 0.15}, QStringLiteral("%1 %").arg(std::lround(100 * part)),
                   theme.color(ColorRole::Text2));
    };
    bar(1, rateWord(), varianceExplained(&ToyTrial::rate));
    bar(0, figureText(QT_TRANSLATE_NOOP("figure", "momentum")), varianceExplained(&ToyTrial::momentum));
    plot.axes();
}

void narrowing(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    std::vector<const ToyTrial*> order;
    for (const ToyTrial& trial : toyTrials())
        order.push_back(&trial);
    std::sort(order.begin(), order.end(),
              [](const ToyTrial* a, const ToyTrial* b) { return a->score > b->score; });
    double low = 1, high = 0;
    for (int i = 0; i < kToyTrials / 4; ++i) {
        low = std::min(low, order[std::size_t(i)]->rate);
        high = std::max(high, order[std::size_t(i)]->rate);
    }
    FigurePlot plot(painter, area, theme, {-0.03, 1.03}, {kToyLow - 0.3, kToyHigh + 0.6}, rateWord(),
                    scoreWord());
    const double done = std::clamp(2 * phase - 0.5, 0.0, 1.0);
    painter.fillRect(
        QRectF(plot.at(low * done, kToyHigh + 0.6), plot.at(1 + (high - 1) * done, kToyLow - 0.3)),
        theme.color(ColorRole::BestSoft));
    plot.axes();
    for (int i = 0; i < kToyTrials; ++i)
        plot.dot({order[std::size_t(i)]->rate, order[std::size_t(i)]->score},
                 theme.color(i < kToyTrials / 4 ? ColorRole::BestMark : ColorRole::Ghost), 3);
}

} // namespace tunescope::ui::figures
