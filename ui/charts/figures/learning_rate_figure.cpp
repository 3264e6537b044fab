// SPDX-License-Identifier: GPL-3.0-or-later
// Steps in a valley: too small, fitting, too large.
#include "ui/charts/figures/figure_math.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>

namespace tunescope::ui::figures {
namespace {

constexpr int kValleySteps = 9;
constexpr double kValleyStart = -1.7;

double valley(double w)
{
    return w * w / 2;
}

QPointF valleySlope(const QPointF& w)
{
    return {w.x(), 0};
}

void paintValley(QPainter& painter, const QRectF& area, const Theme& theme, double phase, double rate,
                 const char* title, ColorRole role)
{
    FigurePlot plot(painter, area, theme, {-2.6, 2.6}, {-0.25, 3.4}, figureText(title));
    std::vector<QPointF> curve;
    for (double w = -2.6; w <= 2.61; w += 0.1)
        curve.emplace_back(w, valley(w));
    plot.curve(curve, plot.pen(ColorRole::Axis, 1.4));
    const auto path =
        descentPath({.name = "sgd", .rate = rate}, {kValleyStart, 0}, &valleySlope, kValleySteps);
    const int shown = figureShown(kValleySteps + 1, phase);
    for (int i = 0; i < shown; ++i) {
        const double w = path[std::size_t(i)].x();
        const bool last = i + 1 == shown;
        if (i > 0) {
            const double before = path[std::size_t(i - 1)].x();
            plot.segment({before, valley(before)}, {w, valley(w)}, plot.pen(role, 1.3));
        }
        plot.dot({w, valley(w)}, theme.color(role), last ? 4.5 : 2.8);
    }
    figureCaption(painter,
                  QRectF(area.left(), plot.frame().bottom() + 2, area.width(), figureLine(theme) + 2), theme,
                  figureText(title), role);
}

} // namespace

void learningRate(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    const auto columns = figureColumns(area, 3);
    paintValley(painter, columns[0], theme, phase, 0.05, QT_TRANSLATE_NOOP("figure", "too small"),
                ColorRole::Warn);
    paintValley(painter, columns[1], theme, phase, 0.45, QT_TRANSLATE_NOOP("figure", "it fits"),
                ColorRole::Accent);
    paintValley(painter, columns[2], theme, phase, 2.04, QT_TRANSLATE_NOOP("figure", "too large"),
                ColorRole::Danger);
}

} // namespace tunescope::ui::figures
