// SPDX-License-Identifier: GPL-3.0-or-later
// Weights of a network with two hidden layers, by their width.
#include "ui/charts/figures/figure_network.h"
#include "ui/charts/figures/figure_painters.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace tunescope::ui::figures {
namespace {

constexpr int kSizeInputs = 64, kSizeOutputs = 10;
constexpr std::array kWidths{16, 32, 64, 128, 256};

/// Weights and biases of kSizeInputs -> n -> n -> kSizeOutputs.
int weightsOf(int n)
{
    return (kSizeInputs + 1) * n + (n + 1) * n + (n + 1) * kSizeOutputs;
}

} // namespace

void networkSize(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    const double line = figureLine(theme) + 2;
    const QRectF pictures(area.left(), area.top(), area.width(), area.height() * 0.36);
    const QRectF bars(area.left(), pictures.bottom() + 2, area.width(),
                      area.bottom() - pictures.bottom() - 2);
    FigurePlot plot(painter, bars, theme, {0, double(kWidths.size())}, {0, weightsOf(kWidths.back()) * 1.14},
                    figureText(QT_TRANSLATE_NOOP("figure", "units in each of two hidden layers")),
                    figureText(QT_TRANSLATE_NOOP("figure", "weights to train")));
    const QRectF frame = plot.frame();
    plot.axes();
    const int shown = figureShown(int(kWidths.size()), phase);
    for (int i = 0; i < shown; ++i) {
        const int width = kWidths[std::size_t(i)], weights = weightsOf(width);
        const QPointF top = plot.at(i + 0.5, weights);
        const double half = frame.width() / double(kWidths.size()) * 0.3;
        painter.fillRect(QRectF(top.x() - half, top.y(), 2 * half, frame.bottom() - top.y()),
                         theme.color(ColorRole::Accent));
        plot.label({i + 0.5, double(weights)}, QLocale().toString(weights), theme.color(ColorRole::Text),
                   Qt::AlignTop);
        const QRectF place(top.x() - half * 1.2, pictures.top(), 2.4 * half, pictures.height() - line);
        paintNetwork(painter, place, theme, {2, 2 + i, 2 + i, 2}, {}, ColorRole::Accent);
        figureCaption(painter, QRectF(top.x() - half * 1.6, pictures.bottom() - line, 3.2 * half, line),
                      theme, QString::number(width), ColorRole::Text);
    }
}

} // namespace tunescope::ui::figures
