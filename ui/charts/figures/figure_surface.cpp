// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/figures/figure_surface.h"

#include "ui/widgets/painting.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tunescope::ui {
namespace {

constexpr double kSteepness = 20;

} // namespace

QPointF surfaceSlope(const QPointF& w)
{
    return {w.x(), kSteepness * w.y()};
}

void paintBowl(FigurePlot& plot, const FigureBowl& bowl, const std::vector<double>& levels)
{
    for (const double level : levels) {
        std::vector<QPointF> ring;
        for (int i = 0; i < 72; ++i) {
            const double angle = 2 * std::numbers::pi * i / 72;
            // w - lowest = sqrt(level) * L'^-1 u with u on the unit circle.
            const double second = std::sin(angle) / bowl.l22;
            const double first = (std::cos(angle) - bowl.l21 * second) / bowl.l11;
            ring.push_back(bowl.lowest + std::sqrt(level) * QPointF(first, second));
        }
        plot.outline(ring, plot.pen(ColorRole::Control, 1));
    }
}

void paintPath(FigurePlot& plot, const Theme& theme, const std::vector<QPointF>& path, int shown,
               ColorRole role)
{
    const std::vector<QPointF> part(path.begin(),
                                    path.begin() + std::min<std::ptrdiff_t>(shown, std::ssize(path)));
    plot.curve(part, plot.pen(role, 1.5));
    for (const QPointF& point : part)
        plot.dot(point, theme.color(role), 2.2);
    plot.dot(part.back(), theme.color(role), 4.5);
}

void paintDescents(QPainter& painter, const QRectF& area, const Theme& theme, double phase,
                   const std::vector<FigureDescent>& descents, const QString& title)
{
    std::vector<FigureKey> keys;
    for (const FigureDescent& descent : descents)
        keys.push_back({title.isEmpty() ? descent.text : title + QLatin1Char(' ') + descent.text,
                        QPen(theme.color(descent.role), 2.2)});
    const QRectF rest = figureLegend(painter, area, theme, keys);
    FigurePlot plot(painter, rest, theme, {-5, 2.4}, {-1.6, 1.6},
                    figureText(QT_TRANSLATE_NOOP("figure", "one weight")),
                    figureText(QT_TRANSLATE_NOOP("figure", "another weight")));
    paintBowl(plot, {{0, 0}, 1, 0, std::sqrt(kSteepness)}, {0.4, 2, 5, 10, 18, 30});
    plot.axes();
    for (const FigureDescent& descent : descents)
        paintPath(plot, theme, *descent.path, figureShown(int(descent.path->size()), phase), descent.role);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ColorRole::BestMark));
    painter.drawPath(starPath(plot.at(0, 0), 6));
}

} // namespace tunescope::ui
