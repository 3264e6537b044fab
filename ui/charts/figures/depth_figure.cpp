// SPDX-License-Identifier: GPL-3.0-or-later
// How much of the gradient reaches each layer of a deep network.
#include "core/base/rng.h"
#include "ui/charts/figures/figure_math.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace tunescope::ui::figures {
namespace {

constexpr int kDeepLayers = 8, kDeepUnits = 16, kDeepDraws = 20;

using DeepVector = std::array<double, kDeepUnits>;
using DeepMatrix = std::array<DeepVector, kDeepUnits>;
using LayerNorms = std::array<double, kDeepLayers>;

struct DeepPass {
    std::array<DeepMatrix, kDeepLayers> weights{};
    std::array<DeepVector, kDeepLayers> slopes{};
};

/// A random input goes up through layers x = f(W x) with weights of variance `gain` / units.
DeepPass forwardPass(std::string_view activationName, double gain, Rng& rng)
{
    DeepPass pass;
    DeepVector x{};
    for (double& value : x)
        value = rng.normal();
    for (int layer = 0; layer < kDeepLayers; ++layer) {
        DeepVector y{};
        for (int i = 0; i < kDeepUnits; ++i) {
            double sum = 0;
            for (int j = 0; j < kDeepUnits; ++j) {
                double& weight = pass.weights[std::size_t(layer)][std::size_t(i)][std::size_t(j)];
                weight = rng.normal() * std::sqrt(gain / kDeepUnits);
                sum += weight * x[std::size_t(j)];
            }
            const ActivationValue out = activationAt(activationName, sum);
            y[std::size_t(i)] = out.value;
            pass.slopes[std::size_t(layer)][std::size_t(i)] = out.slope;
        }
        x = y;
    }
    return pass;
}

/// Length of the gradient before each layer's bend, as a share of the one at the top layer; averaged
/// logarithms.
LayerNorms gradientShares(std::string_view activationName, double gain)
{
    LayerNorms logs{};
    Rng rng(Purpose::Generator, 8);
    for (int draw = 0; draw < kDeepDraws; ++draw) {
        const DeepPass pass = forwardPass(activationName, gain, rng);
        DeepVector g{};
        for (double& value : g)
            value = rng.normal();
        double top = 0;
        for (int layer = kDeepLayers - 1; layer >= 0; --layer) {
            DeepVector below{};
            double square = 1e-30;
            for (int i = 0; i < kDeepUnits; ++i) {
                const double delta = g[std::size_t(i)] * pass.slopes[std::size_t(layer)][std::size_t(i)];
                square += delta * delta;
                for (int j = 0; j < kDeepUnits; ++j)
                    below[std::size_t(j)] +=
                        delta * pass.weights[std::size_t(layer)][std::size_t(i)][std::size_t(j)];
            }
            const double length = 0.5 * std::log10(square);
            top = layer == kDeepLayers - 1 ? length : top;
            logs[std::size_t(layer)] += (length - top) / kDeepDraws;
            g = below;
        }
    }
    return logs;
}

} // namespace

void depth(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const LayerNorms sigmoid = gradientShares("sigmoid", 1.0), relu = gradientShares("relu", 2.0);
    const QPen reluPen(theme.color(ColorRole::Accent), 7, Qt::SolidLine, Qt::FlatCap);
    const QPen sigmoidPen(theme.color(ColorRole::Danger), 7, Qt::SolidLine, Qt::FlatCap);
    const QRectF rest = figureLegend(painter, area, theme,
                                     {{figureText(QT_TRANSLATE_NOOP("figure", "ReLU")), reluPen},
                                      {figureText(QT_TRANSLATE_NOOP("figure", "sigmoid")), sigmoidPen}});
    constexpr double kFloor = -6;
    FigurePlot plot(painter, rest, theme, {-0.7, kDeepLayers + 0.6}, {kFloor, 0.6}, QStringLiteral(" "),
                    figureText(QT_TRANSLATE_NOOP("figure", "gradient that arrives (log)")));
    for (int power = 0; power >= -5; power -= 1) {
        plot.segment({-0.7, double(power)}, {kDeepLayers + 0.6, double(power)}, plot.pen(ColorRole::Grid, 1));
        if (power == 0 || power == -3)
            plot.label({-0.7, double(power)}, power == 0 ? QStringLiteral("1") : QStringLiteral("1/1000"),
                       theme.color(ColorRole::Text3), Qt::AlignRight | Qt::AlignBottom);
    }
    plot.axes();
    const double width = plot.frame().width() / (kDeepLayers + 1.3);
    const int shown = figureShown(kDeepLayers, phase);
    for (int layer = kDeepLayers; layer > kDeepLayers - shown; --layer) {
        const auto bar = [&](const LayerNorms& norms, ColorRole role, double side) {
            const QPointF top = plot.at(layer, std::max(kFloor, norms[std::size_t(layer - 1)]));
            painter.fillRect(QRectF(top.x() + side * width * 0.3 - (side < 0 ? 0 : width * 0.3), top.y(),
                                    width * 0.3, plot.frame().bottom() - top.y()),
                             theme.color(role));
        };
        bar(relu, ColorRole::Accent, -1);
        bar(sigmoid, ColorRole::Danger, 1);
        plot.label({double(layer), kFloor},
                   layer == 1 ? figureText(QT_TRANSLATE_NOOP("figure", "layer %1")).arg(1)
                              : QString::number(layer),
                   theme.color(ColorRole::Text2), Qt::AlignHCenter | Qt::AlignBottom);
    }
}

} // namespace tunescope::ui::figures
