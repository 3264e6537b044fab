// SPDX-License-Identifier: GPL-3.0-or-later
// Networks and what flows through them: an MLP, an autoencoder, a filter, an embedding, first weights.
#include "core/base/rng.h"
#include "ui/charts/figures/figure_math.h"
#include "ui/charts/figures/figure_network.h"
#include "ui/charts/figures/figure_painters.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope::ui::figures {
namespace {

constexpr int kPictureSide = 8;

/// A bright diagonal stroke and an upright one.
double strokeAt(int x, int y)
{
    return x == 6 || x + y == 5 || x + y == 6 ? 1.0 : 0.0;
}

/// Spread of a layer's outputs after each of eight layers of 32 tanh units, for weights of this size.
std::array<double, 9> signalSpread(double weightSpread)
{
    constexpr int kUnits = 32;
    Rng rng(Purpose::Init, 12);
    std::array<double, kUnits> x{};
    for (double& value : x)
        value = rng.normal();
    std::array<double, 9> spread{1};
    for (std::size_t layer = 1; layer < spread.size(); ++layer) {
        std::array<double, kUnits> y{};
        double square = 0;
        for (double& value : y) {
            for (const double input : x)
                value += weightSpread * rng.normal() * input;
            square += value * value / kUnits; // Of the sums, before the bend: what explodes is seen.
            value = activationAt("tanh", value).value;
        }
        spread[layer] = std::sqrt(square);
        x = y;
    }
    return spread;
}

} // namespace

void network(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // A wave from the inputs to the output; what it has reached is lit.
    static const std::vector<int> units{3, 5, 5, 2};
    const double line = figureLine(theme) + 2;
    const int layer = figureShown(4, phase);
    paintNetwork(painter, area.adjusted(0, line, 0, 0), theme, units, [&](int l, int) { return l < layer; });
    figureCaption(painter, QRectF(area.topLeft(), QSizeF(area.width(), line)), theme,
                  figureText(QT_TRANSLATE_NOOP(
                      "figure", "inputs → two hidden layers → outputs; every line is a weight")));
}

void autoencoder(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const std::vector<int> units{7, 4, 2, 4, 7};
    const double line = figureLine(theme) + 2;
    const int layer = figureShown(5, phase);
    paintNetwork(painter, area.adjusted(0, line, 0, 0), theme, units, [&](int l, int) { return l < layer; });
    figureCaption(
        painter, QRectF(area.topLeft(), QSizeF(area.width(), line)), theme,
        figureText(QT_TRANSLATE_NOOP("figure", "input → narrow middle → the same again, if it is usual")));
}

void convolution(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // A 3 x 3 filter for upright strokes: middle column 1, the others -1/2; answers below 0 are cut off as
    // ReLU does.
    constexpr int kPlaces = kPictureSide - 2;
    const auto answer = [](int x, int y) {
        double sum = 0;
        for (int dy = 0; dy < 3; ++dy) {
            for (int dx = 0; dx < 3; ++dx)
                sum += (dx == 1 ? 1.0 : -0.5) * strokeAt(x + dx, y + dy);
        }
        return std::max(0.0, sum) / 3;
    };
    const int now = figureShown(kPlaces * kPlaces, phase) - 1;
    const auto columns = figureColumns(area, 2, 24);
    const double line = figureLine(theme) + 2;
    const double side = std::min(columns[0].width(), area.height() - line) / kPictureSide;
    const auto paintCells = [&](const QPointF& corner, int count, const auto& value) {
        for (int y = 0; y < count; ++y) {
            for (int x = 0; x < count; ++x) {
                const double v = value(x, y);
                painter.fillRect(
                    QRectF(corner.x() + x * side, corner.y() + y * side, side - 1, side - 1),
                    v < 0 ? theme.color(ColorRole::Grid)
                          : blend(theme.color(ColorRole::Accent), theme.color(ColorRole::Sunken), v));
            }
        }
    };
    const QPointF left(columns[0].center().x() - side * kPictureSide / 2, area.top() + line);
    const QPointF right(columns[1].center().x() - side * kPlaces / 2, area.top() + line + side);
    paintCells(left, kPictureSide, [](int x, int y) { return strokeAt(x, y); });
    paintCells(right, kPlaces, [&](int x, int y) { return y * kPlaces + x <= now ? answer(x, y) : -1.0; });
    const QPointF at(now % kPlaces, now / kPlaces);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(ColorRole::Danger), 2));
    painter.drawRect(QRectF(left + at * side, QSizeF(3 * side, 3 * side)));
    painter.drawRect(QRectF(right + at * side, QSizeF(side, side)));
    figureCaption(painter, QRectF(columns[0].topLeft(), QSizeF(columns[0].width(), line)), theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "picture and filter")));
    figureCaption(painter, QRectF(columns[1].topLeft(), QSizeF(columns[1].width(), line)), theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "where its pattern is")));
}

void embedding(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // Letters drawn towards their kind, as training does with symbols that are used alike.
    constexpr int kLetters = 10;
    const QString letters = QStringLiteral("aeioubdgtk");
    FigurePlot plot(painter, area, theme, {-1.2, 1.2}, {-1.1, 1.1},
                    figureText(QT_TRANSLATE_NOOP("figure", "first number")),
                    figureText(QT_TRANSLATE_NOOP("figure", "second number of each letter")));
    plot.axes();
    for (int i = 0; i < kLetters; ++i) {
        Rng rng(Purpose::Init, 77, {std::uint64_t(i)});
        const double x = 0.9 * (2 * rng.uniform() - 1);
        const QPointF start(x, 0.9 * (2 * rng.uniform() - 1));
        const QPointF kind = i < 5 ? QPointF(-0.6, 0.45) : QPointF(0.55, -0.35);
        const QPointF end = kind + QPointF(0.26 * std::cos(1.25 * i), 0.3 * std::sin(1.25 * i));
        const QPointF here = start + std::min(1.0, phase * 1.15) * (end - start);
        plot.dot(here, theme.color(i < 5 ? ColorRole::Accent : ColorRole::Warn), 3.2);
        plot.label(here, letters.mid(i, 1), theme.color(ColorRole::Text));
    }
}

void firstWeights(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const auto small = signalSpread(0.05), fits = signalSpread(1 / std::sqrt(32.0)),
                      large = signalSpread(1.0);
    const QPen pens[]{QPen(theme.color(ColorRole::Warn), 2, Qt::DashLine),
                      QPen(theme.color(ColorRole::Accent), 2.2),
                      QPen(theme.color(ColorRole::Danger), 2, Qt::DotLine)};
    const QRectF rest = figureLegend(painter, area, theme,
                                     {{figureText(QT_TRANSLATE_NOOP("figure", "too small")), pens[0]},
                                      {QStringLiteral("Xavier"), pens[1]},
                                      {figureText(QT_TRANSLATE_NOOP("figure", "too large")), pens[2]}});
    FigurePlot plot(painter, rest, theme, {0, 8.2}, {-4.6, 1.6},
                    figureText(QT_TRANSLATE_NOOP("figure", "layer")),
                    figureText(QT_TRANSLATE_NOOP("figure", "size of the signal (log)")));
    plot.segment({0, 0}, {8.2, 0}, plot.pen(ColorRole::Grid, 1));
    plot.axes();
    const int shown = figureShown(9, phase);
    const std::array<const std::array<double, 9>*, 3> all{&small, &fits, &large};
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::vector<QPointF> points;
        for (int layer = 0; layer < shown; ++layer)
            points.emplace_back(layer, std::log10((*all[i])[std::size_t(layer)]));
        plot.curve(points, pens[i]);
        plot.dot(points.back(), pens[i].color(), 3.2);
    }
}

} // namespace tunescope::ui::figures
