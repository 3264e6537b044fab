// SPDX-License-Identifier: GPL-3.0-or-later
// One flexible curve fitted with a growing penalty on its coefficients.
#include "core/base/rng.h"
#include "ui/charts/figures/figure_math.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>

#include <cmath>
#include <numbers>

namespace tunescope::ui::figures {
namespace {

constexpr int kRidgeDegree = 10;

std::vector<QPointF> noisySine()
{
    Rng rng(Purpose::Generator, 3);
    std::vector<QPointF> points;
    for (int i = 0; i < 12; ++i) {
        const double x = -0.95 + 1.9 * i / 11.0;
        points.emplace_back(x, std::sin(std::numbers::pi * x) + 0.35 * rng.normal());
    }
    return points;
}

void paintFit(FigurePlot& plot, const std::vector<QPointF>& points, double lambda, const QPen& pen)
{
    const std::vector<double> coefficients = ridgeFit(points, kRidgeDegree, lambda);
    std::vector<QPointF> curve;
    for (double x = -1; x <= 1.001; x += 0.02)
        curve.emplace_back(x, chebyshevSum(coefficients, x));
    plot.curve(curve, pen);
}

} // namespace

void regularization(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const std::vector<QPointF> points = noisySine();
    constexpr double kNone = 1e-6, kFits = 0.5, kMuch = 60;
    const QPen none(theme.color(ColorRole::Warn), 1.6, Qt::DashLine),
        fits(theme.color(ColorRole::Accent), 2.2), much(theme.color(ColorRole::Danger), 1.6, Qt::DotLine);
    const QRectF rest = figureLegend(painter, area, theme,
                                     {{figureText(QT_TRANSLATE_NOOP("figure", "no penalty")), none},
                                      {figureText(QT_TRANSLATE_NOOP("figure", "it fits")), fits},
                                      {figureText(QT_TRANSLATE_NOOP("figure", "too strong")), much}});
    FigurePlot plot(painter, rest, theme, {-1, 1}, {-2.1, 2.1},
                    figureText(QT_TRANSLATE_NOOP("figure", "input")),
                    figureText(QT_TRANSLATE_NOOP("figure", "output")));
    plot.axes();
    if (phase < 1) {
        const double lambda = kNone * std::pow(kMuch / kNone, phase);
        paintFit(plot, points, lambda, lambda < 0.01 ? none : lambda < 4 ? fits : much);
    } else {
        paintFit(plot, points, kNone, none);
        paintFit(plot, points, kMuch, much);
        paintFit(plot, points, kFits, fits);
    }
    for (const QPointF& point : points)
        plot.dot(point, theme.color(ColorRole::Text2), 3);
}

} // namespace tunescope::ui::figures
