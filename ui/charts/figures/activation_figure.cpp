// SPDX-License-Identifier: GPL-3.0-or-later
// Activation functions with their slopes.
#include "ui/charts/figures/figure_math.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>

namespace tunescope::ui::figures {
namespace {

constexpr double kBendReach = 4;

void paintActivation(QPainter& painter, const QRectF& area, const Theme& theme, std::string_view name,
                     double phase, const QString& xTitle = {})
{
    const bool bounded = name == "sigmoid" || name == "tanh";
    FigurePlot plot(painter, area, theme, {-kBendReach, kBendReach},
                    name == "sigmoid" ? FigureRange{-0.3, 1.3}
                    : bounded         ? FigureRange{-1.3, 1.3}
                                      : FigureRange{-1.4, 3.2},
                    QStringLiteral(" "));
    plot.segment({-kBendReach, 0}, {kBendReach, 0}, plot.pen(ColorRole::Axis, 1));
    plot.segment({0, -2}, {0, 4}, plot.pen(ColorRole::Grid, 1));
    std::vector<QPointF> values, slopes;
    for (double x = -kBendReach; x <= kBendReach + 0.01; x += 0.04) {
        const ActivationValue at = activationAt(name, x);
        values.emplace_back(x, at.value);
        slopes.emplace_back(x, at.slope);
    }
    plot.curve(slopes, QPen(theme.color(ColorRole::Warn), 1.6, Qt::DashLine));
    plot.curve(values, plot.pen(ColorRole::Accent, 2.2));
    const double x = phase < 1 ? -kBendReach * 0.9 + 1.8 * kBendReach * phase : 1;
    const ActivationValue at = activationAt(name, x);
    plot.segment({x - 0.9, at.value - 0.9 * at.slope}, {x + 0.9, at.value + 0.9 * at.slope},
                 plot.pen(ColorRole::Text2, 1.2));
    plot.dot({x, at.value}, theme.color(ColorRole::Accent), 4);
    plot.dot({x, at.slope}, theme.color(ColorRole::Warn), 3.2);
    figureCaption(painter,
                  QRectF(area.left(), plot.frame().bottom() + 2, area.width(), figureLine(theme) + 2), theme,
                  xTitle, ColorRole::Text3);
}

QRectF activationLegend(QPainter& painter, const QRectF& area, const Theme& theme)
{
    return figureLegend(
        painter, area, theme,
        {{figureText(QT_TRANSLATE_NOOP("figure", "output")), QPen(theme.color(ColorRole::Accent), 2.2)},
         {figureText(QT_TRANSLATE_NOOP("figure", "its slope")),
          QPen(theme.color(ColorRole::Warn), 1.6, Qt::DashLine)}});
}

} // namespace

void activation(std::string_view name, QPainter& painter, const QRectF& area, const Theme& theme,
                double phase)
{
    paintActivation(painter, activationLegend(painter, area, theme), theme, name, phase,
                    figureText(QT_TRANSLATE_NOOP("figure", "sum that comes in")));
}

void activations(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    const QRectF rest = activationLegend(painter, area, theme);
    const auto columns = figureColumns(rest, 3, 10);
    constexpr std::string_view kShown[]{"sigmoid", "tanh", "relu"};
    const char* kTitles[]{"Sigmoid", "Tanh", "ReLU"};
    const double line = figureLine(theme);
    for (std::size_t i = 0; i < 3; ++i) {
        figureCaption(painter, QRectF(columns[i].left(), columns[i].top(), columns[i].width(), line), theme,
                      QString::fromLatin1(kTitles[i]), ColorRole::Text);
        paintActivation(painter, columns[i].adjusted(0, line, 0, 0), theme, kShown[i], phase);
    }
}

} // namespace tunescope::ui::figures
