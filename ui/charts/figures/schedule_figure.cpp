// SPDX-License-Identifier: GPL-3.0-or-later
// The learning rate over 20 epochs, by the formulas of the trainer.
#include "ui/charts/figures/figure_math.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>

namespace tunescope::ui::figures {
namespace {

constexpr SchedulePlan kPlan{.epochs = 20, .gamma = 0.5, .every = 5};
constexpr double kWarmShare = 0.2; ///< Four epochs.

double rateShare(std::string_view name, double p)
{
    if (name == "warmup")
        return p < kWarmShare ? p / kWarmShare : 1.0;
    return scheduleShare(name, p, name == "exponential" ? SchedulePlan{.epochs = 20, .gamma = 0.85} : kPlan);
}

void paintSchedule(FigurePlot& plot, std::string_view name, const QPen& pen, double phase)
{
    constexpr int kPoints = 400;
    std::vector<QPointF> points;
    for (int i = 0; i <= kPoints * phase; ++i)
        points.emplace_back(20.0 * i / kPoints, rateShare(name, double(i) / kPoints));
    plot.curve(points, pen);
    plot.dot(points.back(), pen.color(), 3.5);
}

FigurePlot schedulePlot(QPainter& painter, const QRectF& area, const Theme& theme)
{
    FigurePlot plot(painter, area, theme, {0, 20}, {0, 1.08},
                    figureText(QT_TRANSLATE_NOOP("figure", "epoch")),
                    figureText(QT_TRANSLATE_NOOP("figure", "learning rate")));
    plot.axes();
    return plot;
}

} // namespace

void schedules(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    const std::pair<std::string_view, FigureKey> shown[]{
        {"step", {figureText(QT_TRANSLATE_NOOP("figure", "step")), QPen(theme.color(ColorRole::Warn), 2)}},
        {"exponential",
         {figureText(QT_TRANSLATE_NOOP("figure", "exponential")),
          QPen(theme.color(ColorRole::Danger), 2, Qt::DashLine)}},
        {"cosine",
         {figureText(QT_TRANSLATE_NOOP("figure", "cosine")), QPen(theme.color(ColorRole::Accent), 2)}},
        {"one_cycle",
         {figureText(QT_TRANSLATE_NOOP("figure", "one cycle")),
          QPen(theme.color(ColorRole::Ok), 2, Qt::DashDotLine)}}};
    std::vector<FigureKey> keys;
    for (const auto& [name, key] : shown)
        keys.push_back(key);
    FigurePlot plot = schedulePlot(painter, figureLegend(painter, area, theme, keys), theme);
    for (const auto& [name, key] : shown)
        paintSchedule(plot, name, key.pen, phase);
}

void schedule(std::string_view name, QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    FigurePlot plot = schedulePlot(painter, area, theme);
    paintSchedule(plot, name, plot.pen(ColorRole::Accent, 2.2), phase);
}

} // namespace tunescope::ui::figures
