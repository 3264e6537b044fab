// SPDX-License-Identifier: GPL-3.0-or-later
// Three LSTM layers over ten steps of time: what each cell keeps in mind.
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace tunescope::ui::figures {
namespace {

constexpr int kLstmLayers = 3, kLstmTimes = 10;
constexpr std::array<double, kLstmTimes> kLstmInput{0, 1, 0, 0, 0, 0, 1, 0, 0, 0};

struct LstmGrid {
    std::array<std::array<double, kLstmTimes>, kLstmLayers> memory{}, output{};
};

double gateOf(double sum)
{
    return 1 / (1 + std::exp(-sum));
}

/// One cell a layer, with gates that open for a large input: i = s(8x - 4), f = s(1.6), g = tanh(2x), o =
/// s(2); c = f c + i g, h = o tanh(c). Source: Hochreiter & Schmidhuber 1997, with the forget gate of Gers et
/// al. 2000.
LstmGrid lstmGrid()
{
    LstmGrid grid;
    for (int layer = 0; layer < kLstmLayers; ++layer) {
        double memory = 0;
        for (int t = 0; t < kLstmTimes; ++t) {
            const double x =
                layer == 0 ? kLstmInput[std::size_t(t)] : grid.output[std::size_t(layer - 1)][std::size_t(t)];
            memory = gateOf(1.6) * memory + gateOf(8 * x - 4) * std::tanh(2 * x);
            grid.memory[std::size_t(layer)][std::size_t(t)] = memory;
            grid.output[std::size_t(layer)][std::size_t(t)] = gateOf(2) * std::tanh(memory);
        }
    }
    return grid;
}

void paintArrow(QPainter& painter, const QPointF& from, const QPointF& to)
{
    painter.drawLine(from, to);
    const QPointF along = (to - from) / std::hypot(to.x() - from.x(), to.y() - from.y()) * 4;
    const QPointF across(-along.y() * 0.6, along.x() * 0.6);
    painter.drawLine(to, to - along + across);
    painter.drawLine(to, to - along - across);
}

} // namespace

void lstm(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const LstmGrid grid = lstmGrid();
    const double line = figureLine(theme) + 2;
    FigurePlot plot(painter, area, theme, {-2.2, kLstmTimes - 0.4}, {-1.7, kLstmLayers - 0.4});
    const double cell =
        std::min(plot.frame().width() / (kLstmTimes + 1.8), plot.frame().height() / 4.3) * 0.56;
    const int shown = figureShown(kLstmTimes, phase);
    for (int layer = 0; layer < kLstmLayers; ++layer)
        plot.label({-2.2, double(layer)}, figureText(QT_TRANSLATE_NOOP("figure", "layer %1")).arg(layer + 1),
                   theme.color(ColorRole::Text2), Qt::AlignRight | Qt::AlignVCenter);
    plot.label({-2.2, -1}, figureText(QT_TRANSLATE_NOOP("figure", "input")), theme.color(ColorRole::Text2),
               Qt::AlignRight | Qt::AlignVCenter);
    for (int t = 0; t < kLstmTimes; ++t) {
        const bool isOn = kLstmInput[std::size_t(t)] > 0;
        plot.dot({double(t), -1}, theme.color(isOn ? ColorRole::Warn : ColorRole::Control), isOn ? 5 : 2.5);
        for (int layer = 0; layer < kLstmLayers; ++layer) {
            const QPointF centre = plot.at(t, layer);
            const double kept =
                t < shown ? std::min(1.0, std::abs(grid.memory[std::size_t(layer)][std::size_t(t)])) : 0;
            painter.setPen(QPen(theme.color(t < shown ? ColorRole::Accent : ColorRole::Control), 1.3));
            painter.setBrush(blend(theme.color(ColorRole::Accent), theme.color(ColorRole::Surface), kept));
            painter.drawRoundedRect(QRectF(centre.x() - cell / 2, centre.y() - cell / 2, cell, cell), 3, 3);
            painter.setPen(QPen(theme.color(ColorRole::Axis), 1));
            if (t + 1 < kLstmTimes)
                paintArrow(painter, centre + QPointF(cell / 2 + 2, 0),
                           plot.at(t + 1, layer) - QPointF(cell / 2 + 2, 0));
            paintArrow(painter, plot.at(t, layer - 1) - QPointF(0, layer > 0 ? cell / 2 + 2 : 7),
                       centre + QPointF(0, cell / 2 + 2));
        }
    }
    figureCaption(painter, QRectF(area.left(), area.bottom() - line, area.width(), line), theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "time →  (fuller cells keep more in mind)")),
                  ColorRole::Text3);
}

} // namespace tunescope::ui::figures
