// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of data and of the program's own views: projection, boundary, rate test, pins, table of trials,
// ranges.
#include "core/base/rng.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"
#include "ui/charts/figures/figure_trials.h"
#include "ui/widgets/painting.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace tunescope::ui::figures {
namespace {

struct PlanePoint {
    QPointF at;
    bool isSecond = false;
};

/// Two half moons with noise.
const std::vector<PlanePoint>& moons()
{
    static const std::vector<PlanePoint> points = [] {
        Rng rng(Purpose::Generator, 70);
        std::vector<PlanePoint> made;
        for (int i = 0; i < 60; ++i) {
            const bool second = i % 2 == 1;
            const double angle = M_PI * rng.uniform();
            QPointF at(std::cos(angle), std::sin(angle));
            if (second)
                at = QPointF(1 - at.x(), 0.5 - at.y());
            const double dx = 0.16 * rng.normal();
            made.push_back({at + QPointF(dx, 0.16 * rng.normal()), second});
        }
        return made;
    }();
    return points;
}

/// Logistic regression on the columns x, y and, for a bent line, their products up to the third degree.
std::vector<double> planeFeatures(const QPointF& p, bool isBent)
{
    const double x = p.x() - 0.5, y = p.y() - 0.25;
    if (!isBent)
        return {1, x, y};
    return {1, x, y, x * x, x * y, y * y, x * x * x, x * x * y, x * y * y, y * y * y};
}

double planeAnswer(const std::vector<double>& weights, const QPointF& p)
{
    const auto features = planeFeatures(p, weights.size() > 3);
    return std::inner_product(weights.begin(), weights.end(), features.begin(), 0.0);
}

/// Weights after each of `frames` stretches of plain gradient descent.
std::vector<std::vector<double>> planeTraining(bool isBent, int frames)
{
    std::vector<double> weights(isBent ? 10 : 3, 0.0);
    std::vector<std::vector<double>> all{weights};
    for (int step = 1; step < frames * 40; ++step) {
        std::vector<double> gradient(weights.size(), 0.0);
        for (const PlanePoint& point : moons()) {
            const auto features = planeFeatures(point.at, isBent);
            const double error =
                1 / (1 + std::exp(-planeAnswer(weights, point.at))) - (point.isSecond ? 1 : 0);
            for (std::size_t i = 0; i < weights.size(); ++i)
                gradient[i] += error * features[i] / double(moons().size());
        }
        for (std::size_t i = 0; i < weights.size(); ++i)
            weights[i] -= 1.2 * gradient[i];
        if (step % 40 == 0)
            all.push_back(weights);
    }
    return all;
}

void paintPlane(QPainter& painter, const QRectF& area, const Theme& theme, const std::vector<double>& weights,
                const QString& title)
{
    const double line = figureLine(theme) + 2;
    figureCaption(painter, QRectF(area.topLeft(), QSizeF(area.width(), line)), theme, title, ColorRole::Text);
    FigurePlot plot(painter, area.adjusted(0, line, 0, 0), theme, {-1.4, 2.4}, {-1.1, 1.6});
    constexpr int kCells = 30;
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int x = 0; x < kCells; ++x) {
        for (int y = 0; y < kCells; ++y) {
            const QPointF low(-1.4 + 3.8 * x / kCells, -1.1 + 2.7 * y / kCells),
                high(low.x() + 3.8 / kCells, low.y() + 2.7 / kCells);
            const bool second = planeAnswer(weights, (low + high) / 2) > 0;
            painter.fillRect(QRectF(plot.at(low.x(), high.y()), plot.at(high.x(), low.y())).toAlignedRect() &
                                 plot.frame().toRect(),
                             theme.color(second ? ColorRole::WarnSoft : ColorRole::AccentSoft));
        }
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const PlanePoint& point : moons()) {
        plot.dot(point.at, theme.color(point.isSecond ? ColorRole::Warn : ColorRole::Accent), 2.6);
        if ((planeAnswer(weights, point.at) > 0) != point.isSecond) {
            painter.setPen(QPen(theme.color(ColorRole::Danger), 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(plot.at(point.at.x(), point.at.y()), 5, 5);
        }
    }
}

} // namespace

void boundary(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    constexpr int kFrames = 20;
    static const auto straight = planeTraining(false, kFrames), bent = planeTraining(true, kFrames);
    const std::size_t frame = std::size_t(figureShown(kFrames, phase)) - 1;
    const auto columns = figureColumns(area, 2, 16);
    paintPlane(painter, columns[0], theme, straight[frame],
               figureText(QT_TRANSLATE_NOOP("figure", "straight: cannot")));
    paintPlane(painter, columns[1], theme, bent[frame], figureText(QT_TRANSLATE_NOOP("figure", "bent: can")));
}

void projection(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // A flat cloud turns until one looks onto its two longest directions.
    const double turn = phase < 1 ? phase * M_PI / 2 : M_PI / 2;
    FigurePlot plot(painter, area, theme, {-2, 2}, {-1.7, 1.7},
                    figureText(QT_TRANSLATE_NOOP("figure", "first main component")),
                    figureText(QT_TRANSLATE_NOOP("figure", "second")));
    plot.axes();
    Rng rng(Purpose::Generator, 81);
    for (int i = 0; i < 60; ++i) {
        const int group = i % 3;
        const double angle = 2 * M_PI * group / 3, x = 1.1 * std::cos(angle) + 0.28 * rng.normal(),
                     y = 1.0 * std::sin(angle) + 0.28 * rng.normal();
        const double depth = 0.12 * rng.normal();
        drawMarker(painter, theme.pin(group).marker, plot.at(x, y * std::sin(turn) + depth * std::cos(turn)),
                   3.4, theme.pin(group).color);
    }
}

void rateTest(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // The rate grows at each step in a valley of curvature 1 to 20, as in figure_surface.h.
    static const auto curve = [] {
        std::vector<QPointF> made;
        QPointF w(-4.4, 1.15);
        for (int step = 0; step <= 120; ++step) {
            const double position = step / 120.0, rate = 0.001 * std::pow(400.0, position);
            made.emplace_back(position,
                              std::clamp(std::log10((w.x() * w.x() + 20 * w.y() * w.y()) / 2), -1.5, 2.6));
            w -= QPointF(rate * w.x(), rate * 20 * w.y());
        }
        return made;
    }();
    FigurePlot plot(painter, area, theme, {0, 1}, {-1.6, 2.6},
                    figureText(QT_TRANSLATE_NOOP("figure", "learning rate, from step to step larger (log)")),
                    figureText(QT_TRANSLATE_NOOP("figure", "loss (log)")));
    const auto lowest = std::min_element(curve.begin(), curve.end(),
                                         [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
    if (phase >= 1)
        painter.fillRect(QRectF(plot.at(lowest->x() - 0.36, 2.6), plot.at(lowest->x() - 0.06, -1.6)),
                         theme.color(ColorRole::OkSoft));
    plot.axes();
    const int shown = figureShown(int(curve.size()), phase);
    plot.curve(std::vector<QPointF>(curve.begin(), curve.begin() + shown), plot.pen(ColorRole::Accent, 2.2));
}

void searchSpace(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    const char* const names[]{QT_TRANSLATE_NOOP("figure", "learning rate"),
                              QT_TRANSLATE_NOOP("figure", "momentum"), QT_TRANSLATE_NOOP("figure", "layers")};
    constexpr std::array kLow{0.25, 0.0, 0.1}, kHigh{0.8, 0.95, 0.6};
    FigurePlot plot(painter, area, theme, {-0.02, 1.02}, {-0.4, 2.9},
                    figureText(QT_TRANSLATE_NOOP("figure", "a trial takes one value from every range")));
    const int now = figureShown(10, phase);
    for (int row = 0; row < 3; ++row) {
        const double y = 2 - row;
        plot.segment({0, y}, {1, y}, plot.pen(ColorRole::Control, 3));
        plot.segment({kLow[std::size_t(row)], y}, {kHigh[std::size_t(row)], y},
                     plot.pen(ColorRole::Accent, 5));
        plot.label({0, y + 0.42}, figureText(names[row]), theme.color(ColorRole::Text));
        for (int trial = 0; trial < now; ++trial) {
            double share = Rng(Purpose::Sampler, 3, {std::uint64_t(trial), std::uint64_t(row)}).uniform();
            share = row == 2 ? std::round(share * 3) / 3 : share;
            plot.dot({kLow[std::size_t(row)] + share * (kHigh[std::size_t(row)] - kLow[std::size_t(row)]), y},
                     theme.color(trial + 1 == now ? ColorRole::BestMark : ColorRole::Surface),
                     trial + 1 == now ? 5 : 2);
        }
    }
    figureCaption(painter, QRectF(area.left(), plot.frame().bottom() + 2, area.width(), figureLine(theme)),
                  theme, figureText(QT_TRANSLATE_NOOP("figure", "a trial takes one value from every range")),
                  ColorRole::Text3);
}

void pins(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    FigurePlot plot(painter, area, theme, {0, kToyEpochs + 2.0}, {kToyLow - 0.1, kToyHigh + 0.2},
                    figureText(QT_TRANSLATE_NOOP("figure", "epoch")),
                    figureText(QT_TRANSLATE_NOOP("figure", "score")));
    plot.axes();
    for (const ToyTrial& trial : toyTrials()) {
        std::vector<QPointF> ghost;
        for (int epoch = 0; epoch <= kToyEpochs; ++epoch)
            ghost.emplace_back(epoch, trial.curve[std::size_t(epoch)]);
        plot.curve(ghost, plot.pen(ColorRole::Grid, 1));
    }
    const std::array shown{toyTrial(0.72, 0.62), toyTrial(0.45, 0.85), toyTrial(0.6, 0.3)};
    const int last = figureShown(kToyEpochs, phase);
    for (int i = 0; i < int(shown.size()); ++i) {
        const PinStyle& style = theme.pin(i);
        std::vector<QPointF> points;
        for (int epoch = 0; epoch <= last; ++epoch)
            points.emplace_back(epoch, shown[std::size_t(i)].curve[std::size_t(epoch)]);
        QPen pen(style.color, 2.2);
        if (!style.dash.isEmpty()) {
            QList<qreal> dash; // QPen counts in widths.
            for (const qreal part : style.dash)
                dash.append(part / pen.widthF());
            pen.setDashPattern(dash);
        }
        plot.curve(points, pen);
        drawMarker(painter, style.marker, plot.at(points.back().x(), points.back().y()), 4, style.color);
        plot.label(points.back(), style.letter, style.color);
    }
}

void trialTable(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    std::vector<int> order(kToyTrials);
    std::iota(order.begin(), order.end(), 0);
    if (phase > 0.5)
        std::stable_sort(order.begin(), order.end(), [](int a, int b) {
            return toyTrials()[std::size_t(a)].score > toyTrials()[std::size_t(b)].score;
        });
    const double line = figureLine(theme) + 5;
    const int rows = std::max(1, int(area.height() / line) - 1);
    const auto columns = figureColumns(area, 4, 4);
    const char* const heads[]{"#", QT_TRANSLATE_NOOP("figure", "score"),
                              QT_TRANSLATE_NOOP("figure", "learning rate"),
                              QT_TRANSLATE_NOOP("figure", "momentum")};
    for (std::size_t c = 0; c < 4; ++c)
        figureCaption(painter, QRectF(columns[c].left(), area.top(), columns[c].width(), line), theme,
                      figureText(heads[c]) + (c == 1 && phase > 0.5 ? QStringLiteral(" ▾") : QString()),
                      ColorRole::Text2);
    for (int row = 0; row < rows; ++row) {
        const ToyTrial& trial = toyTrials()[std::size_t(order[std::size_t(row)])];
        const double top = area.top() + (row + 1) * line;
        if (row % 2 == 0)
            painter.fillRect(QRectF(area.left(), top, area.width(), line), theme.color(ColorRole::Sunken));
        const QString cells[]{QString::number(order[std::size_t(row)]),
                              trial.diverged ? QStringLiteral("–") : QString::number(trial.score, 'f', 2),
                              QString::number(0.001 * std::pow(300.0, trial.rate), 'g', 2),
                              QString::number(trial.momentum, 'f', 2)};
        for (std::size_t c = 0; c < 4; ++c)
            figureCaption(painter, QRectF(columns[c].left(), top, columns[c].width(), line), theme, cells[c],
                          order[std::size_t(row)] == bestToy() ? ColorRole::Best : ColorRole::Text);
    }
}

} // namespace tunescope::ui::figures
