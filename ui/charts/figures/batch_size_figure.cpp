// SPDX-License-Identifier: GPL-3.0-or-later
// A straight line fitted with batches of 2 and of 64: the ways of its two weights.
#include "core/base/rng.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_surface.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tunescope::ui::figures {
namespace {

constexpr int kLineRows = 64;
constexpr int kLineSteps = 40;

struct LineData {
    std::vector<QPointF> rows; ///< Input and target.
    FigureBowl bowl;           ///< Mean squared error / 2 as a function of offset (x) and slope (y).
};

LineData lineData()
{
    LineData data;
    Rng rng(Purpose::Generator, 21);
    double sx = 0, sxx = 0, sy = 0, sxy = 0;
    for (int i = 0; i < kLineRows; ++i) {
        const double x = 0.4 + rng.normal(), y = 0.4 + 0.8 * x + 1.1 * rng.normal();
        data.rows.emplace_back(x, y);
        sx += x / kLineRows;
        sxx += x * x / kLineRows;
        sy += y / kLineRows;
        sxy += x * y / kLineRows;
    }
    const double slope = (sxy - sx * sy) / (sxx - sx * sx);
    data.bowl = {{sy - slope * sx, slope}, 1.0, sx, std::sqrt(sxx - sx * sx)};
    return data;
}

/// Plain gradient descent on the mean squared error / 2; every epoch goes through the rows in a new order.
std::vector<QPointF> lineDescent(const LineData& data, int batch, double rate)
{
    std::vector<QPointF> path{{-1.6, -1.1}};
    std::vector<int> order(data.rows.size());
    std::iota(order.begin(), order.end(), 0);
    for (std::uint64_t epoch = 0; int(path.size()) <= kLineSteps; ++epoch) {
        Rng(Purpose::Shuffle, 4, {epoch}).shuffle(std::span<int>(order));
        for (int first = 0; first + batch <= kLineRows && int(path.size()) <= kLineSteps; first += batch) {
            QPointF gradient;
            for (int i = first; i < first + batch; ++i) {
                const QPointF& row = data.rows[std::size_t(order[std::size_t(i)])];
                const double error = path.back().x() + path.back().y() * row.x() - row.y();
                gradient += QPointF(error, error * row.x()) / batch;
            }
            path.push_back(path.back() - rate * gradient);
        }
    }
    return path;
}

} // namespace

void batchSize(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const LineData data = lineData();
    static const auto small = lineDescent(data, 2, 0.22), large = lineDescent(data, kLineRows, 0.22);
    const QRectF rest = figureLegend(painter, area, theme,
                                     {{figureText(QT_TRANSLATE_NOOP("figure", "2 samples a step")),
                                       QPen(theme.color(ColorRole::Warn), 2.2)},
                                      {figureText(QT_TRANSLATE_NOOP("figure", "64 samples a step")),
                                       QPen(theme.color(ColorRole::Accent), 2.2)}});
    FigurePlot plot(painter, rest, theme, {-2.2, 2.6}, {-1.6, 2.2},
                    figureText(QT_TRANSLATE_NOOP("figure", "offset of the line")),
                    figureText(QT_TRANSLATE_NOOP("figure", "its slope")));
    paintBowl(plot, data.bowl, {0.05, 0.4, 1.2, 2.4, 4, 6, 9});
    plot.axes();
    const int shown = figureShown(kLineSteps + 1, phase);
    paintPath(plot, theme, small, shown, ColorRole::Warn);
    paintPath(plot, theme, large, shown, ColorRole::Accent);
    plot.dot(data.bowl.lowest, theme.color(ColorRole::BestMark), 4);
}

} // namespace tunescope::ui::figures
