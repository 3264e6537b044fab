// SPDX-License-Identifier: GPL-3.0-or-later
// Nine trials on a grid and nine at random, where only one of two settings matters.
#include "core/base/rng.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>

#include <cmath>

namespace tunescope::ui::figures {
namespace {

constexpr int kTrials = 9;

/// The score hangs on the first setting alone and is best at 0.68.
double scoreAlong(double x)
{
    return std::exp(-std::pow((x - 0.68) / 0.13, 2));
}

std::vector<QPointF> gridTrials()
{
    std::vector<QPointF> trials;
    for (int i = 0; i < kTrials; ++i)
        trials.emplace_back((i % 3 + 0.5) / 3.0, (i / 3 + 0.5) / 3.0);
    return trials;
}

std::vector<QPointF> randomTrials()
{
    Rng rng(Purpose::Sampler, 41);
    std::vector<QPointF> trials;
    for (int i = 0; i < kTrials; ++i) {
        const double x = rng.uniform();
        trials.emplace_back(x, rng.uniform());
    }
    return trials;
}

void paintSearch(QPainter& painter, const QRectF& area, const Theme& theme,
                 const std::vector<QPointF>& trials, const QString& title, int shown)
{
    const double line = figureLine(theme) + 2;
    figureCaption(painter, QRectF(area.left(), area.top(), area.width(), line), theme, title,
                  ColorRole::Text);
    const QRectF body = area.adjusted(0, line, 0, 0);
    const QRectF above(body.left(), body.top(), body.width(), body.height() * 0.3);
    FigurePlot score(painter, above, theme, {0, 1}, {0, 1.15});
    std::vector<QPointF> curve;
    for (double x = 0; x <= 1.001; x += 0.01)
        curve.emplace_back(x, scoreAlong(x));
    score.curve(curve, score.pen(ColorRole::Ok, 1.8));
    FigurePlot square(painter, body.adjusted(0, above.height(), 0, 0), theme, {0, 1}, {0, 1},
                      figureText(QT_TRANSLATE_NOOP("figure", "setting that matters")));
    painter.setPen(QPen(theme.color(ColorRole::Axis), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(square.frame());
    int best = 0;
    for (int i = 0; i < shown; ++i)
        best = scoreAlong(trials[std::size_t(i)].x()) > scoreAlong(trials[std::size_t(best)].x()) ? i : best;
    for (int i = 0; i < shown; ++i) {
        const QPointF& trial = trials[std::size_t(i)];
        const ColorRole role = i == best ? ColorRole::BestMark : ColorRole::Accent;
        painter.setPen(QPen(theme.color(ColorRole::Grid), 1, Qt::DotLine));
        painter.drawLine(square.at(trial.x(), trial.y()), score.at(trial.x(), scoreAlong(trial.x())));
        square.dot(trial, theme.color(role), i == best ? 5 : 3.5);
        score.dot({trial.x(), scoreAlong(trial.x())}, theme.color(role), i == best ? 4.5 : 3);
    }
    figureCaption(painter, QRectF(area.left(), square.frame().bottom() + 2, area.width(), line), theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "setting that matters")), ColorRole::Text3);
}

} // namespace

void search(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const std::vector<QPointF> grid = gridTrials(), random = randomTrials();
    const auto columns = figureColumns(area, 2, 20);
    const int shown = figureShown(kTrials, phase);
    paintSearch(painter, columns[0], theme, grid, figureText(QT_TRANSLATE_NOOP("figure", "grid: 3 values")),
                shown);
    paintSearch(painter, columns[1], theme, random,
                figureText(QT_TRANSLATE_NOOP("figure", "random: 9 values")), shown);
}

} // namespace tunescope::ui::figures
