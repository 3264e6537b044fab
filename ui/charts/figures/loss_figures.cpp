// SPDX-License-Identifier: GPL-3.0-or-later
// What an answer costs, how several answers are counted, and errors in numbers and areas.
#include "core/base/rng.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tunescope::ui::figures {
namespace {

std::vector<QPointF> trueAndPredicted()
{
    Rng rng(Purpose::Generator, 33);
    std::vector<QPointF> rows;
    for (int i = 0; i < 24; ++i) {
        const double truth = 0.05 + 0.9 * rng.uniform();
        rows.emplace_back(truth, truth + 0.09 * rng.normal());
    }
    return rows;
}

std::vector<double> randomWalk()
{
    Rng rng(Purpose::Generator, 6);
    std::vector<double> values{0};
    for (int i = 1; i < 26; ++i)
        values.push_back(values.back() + rng.normal());
    return values;
}

void paintBars(QPainter& painter, FigurePlot& plot, const std::vector<double>& values,
               const std::vector<ColorRole>& roles, const Theme& theme)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        painter.fillRect(QRectF(plot.at(double(i) + 0.15, values[i]), plot.at(double(i) + 0.85, 0)),
                         theme.color(roles[i]));
}

} // namespace

void loss(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    FigurePlot plot(painter, area, theme, {0, 1}, {0, 4.8},
                    figureText(QT_TRANSLATE_NOOP("figure", "chance given to the right class")),
                    figureText(QT_TRANSLATE_NOOP("figure", "loss")));
    plot.axes();
    std::vector<QPointF> curve;
    for (double p = 0.005; p <= 1.0001; p += 0.005)
        curve.emplace_back(p, -std::log(p));
    plot.curve(curve, plot.pen(ColorRole::Accent, 2.2));
    const double p = phase < 1 ? 0.99 - 0.98 * phase : 0.05;
    plot.dot({p, -std::log(p)}, theme.color(ColorRole::Danger), 4.5);
    plot.label({p, -std::log(p)}, QString::number(-std::log(p), 'f', 2), theme.color(ColorRole::Text));
    if (phase >= 1) {
        plot.dot({0.9, -std::log(0.9)}, theme.color(ColorRole::Ok), 4.5);
        plot.label({0.9, -std::log(0.9)}, QString::number(-std::log(0.9), 'f', 2),
                   theme.color(ColorRole::Text), Qt::AlignTop);
    }
}

void perplexity(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // From all eight characters equally likely to nearly sure of one.
    constexpr int kCharacters = 8;
    const double sharpness = phase < 1 ? 5 * phase : 2.2;
    std::vector<double> shares(kCharacters);
    double sum = 0, entropy = 0;
    for (int i = 0; i < kCharacters; ++i)
        sum += shares[std::size_t(i)] = std::exp(-sharpness * std::pow((i * 5 % 8) / 4.0, 2));
    for (double& share : shares) {
        share /= sum;
        entropy -= share > 0 ? share * std::log(share) : 0;
    }
    FigurePlot plot(painter, area, theme, {0, kCharacters}, {0, 1.02}, QStringLiteral(" "),
                    figureText(QT_TRANSLATE_NOOP("figure", "chance of each next character; perplexity %1"))
                        .arg(std::exp(entropy), 0, 'f', 1));
    paintBars(painter, plot, shares, std::vector<ColorRole>(kCharacters, ColorRole::Accent), theme);
    plot.axes();
    for (int i = 0; i < kCharacters; ++i)
        plot.label({i + 0.5, 0}, QString(QChar(u'a' + i)), theme.color(ColorRole::Text2), Qt::AlignBottom);
}

void topThree(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    const std::vector<double> shares{0.41, 0.27, 0.18, 0.09, 0.05};
    constexpr int kRight = 2;
    FigurePlot plot(painter, area, theme, {0, 5}, {0, 0.5},
                    figureText(QT_TRANSLATE_NOOP("figure", "answers, likeliest first")),
                    figureText(QT_TRANSLATE_NOOP("figure", "chance that the network gives")));
    std::vector<ColorRole> roles(5, ColorRole::Ghost);
    const int looked = figureShown(3, phase);
    for (int i = 0; i < looked; ++i)
        roles[std::size_t(i)] = i == kRight ? ColorRole::Ok : ColorRole::Accent;
    paintBars(painter, plot, shares, roles, theme);
    plot.axes();
    plot.label({kRight + 0.5, shares[kRight]}, figureText(QT_TRANSLATE_NOOP("figure", "the right one")),
               theme.color(ColorRole::Ok), Qt::AlignTop);
}

void residuals(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const std::vector<QPointF> rows = trueAndPredicted();
    double squares = 0, sizes = 0;
    const int shown = figureShown(int(rows.size()), phase);
    for (int i = 0; i < shown; ++i) {
        const double error = rows[std::size_t(i)].y() - rows[std::size_t(i)].x();
        squares += error * error / shown;
        sizes += std::abs(error) / shown;
    }
    FigurePlot plot(painter, area, theme, {0, 1}, {-0.05, 1.1},
                    figureText(QT_TRANSLATE_NOOP("figure", "true")),
                    figureText(QT_TRANSLATE_NOOP("figure", "predicted; RMSE %1, MAE %2"))
                        .arg(std::sqrt(squares), 0, 'f', 3)
                        .arg(sizes, 0, 'f', 3));
    plot.axes();
    plot.segment({0, 0}, {1, 1}, plot.pen(ColorRole::Axis, 1.2));
    for (int i = 0; i < shown; ++i) {
        const QPointF& row = rows[std::size_t(i)];
        plot.segment(row, {row.x(), row.x()}, plot.pen(ColorRole::Danger, 1.3));
        plot.dot(row, theme.color(ColorRole::Accent), 3.2);
    }
}

void forecast(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const std::vector<double> values = randomWalk();
    const QRectF rest = figureLegend(
        painter, area, theme,
        {{figureText(QT_TRANSLATE_NOOP("figure", "truth")), QPen(theme.color(ColorRole::Text2), 1.8)},
         {figureText(QT_TRANSLATE_NOOP("figure", "forecast: the last value again")),
          QPen(theme.color(ColorRole::Danger), 1.6, Qt::DashLine)}});
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double lowest = *low, highest = *high;
    FigurePlot plot(painter, rest, theme, {0, double(values.size())}, {lowest - 0.5, highest + 0.5},
                    figureText(QT_TRANSLATE_NOOP("figure", "time")));
    plot.axes();
    std::vector<QPointF> truth, naive;
    const int shown = figureShown(int(values.size()), phase);
    for (int i = 0; i < shown; ++i) {
        truth.emplace_back(i, values[std::size_t(i)]);
        naive.emplace_back(i + 1, values[std::size_t(i)]);
    }
    plot.curve(naive, QPen(theme.color(ColorRole::Danger), 1.6, Qt::DashLine));
    plot.curve(truth, plot.pen(ColorRole::Text2, 1.8));
}

void overlap(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // Two squares of side 1, one moved to the right; they end with a third of the union in common.
    const double shift = phase < 1 ? 1.1 * std::abs(2 * phase - 1) : 0.5;
    const double common = std::max(0.0, 1 - shift), all = 2 - common;
    const double line = figureLine(theme) + 2;
    const double side = std::min(area.height() - 2.6 * line, area.width() * 0.42);
    const QRectF truth(area.center().x() - side * (1 + shift) / 2, area.top() + 1.3 * line, side, side);
    const QRectF marked = truth.translated(side * shift, 0);
    painter.fillRect(truth & marked, theme.color(ColorRole::OkSoft));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(ColorRole::Text2), 2));
    painter.drawRect(truth);
    painter.setPen(QPen(theme.color(ColorRole::Accent), 2, Qt::DashLine));
    painter.drawRect(marked);
    figureCaption(painter, QRectF(area.left(), area.top(), area.width() / 2, line), theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "true area")), ColorRole::Text2);
    figureCaption(painter, QRectF(area.center().x(), area.top(), area.width() / 2, line), theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "marked (dashes)")), ColorRole::Accent);
    figureCaption(painter, QRectF(area.left(), area.bottom() - line, area.width(), line), theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "IoU %1, Dice %2"))
                      .arg(common / all, 0, 'f', 2)
                      .arg(common, 0, 'f', 2),
                  ColorRole::Text);
}

void baseline(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    const std::vector<double> scores{0.9, 0.9 + 0.04 * phase, 0.87 + 0.1 * phase};
    FigurePlot plot(painter, area, theme, {0, 3}, {0.5, 1.05}, QStringLiteral(" "),
                    figureText(QT_TRANSLATE_NOOP("figure", "accuracy where 90 % are of one class")));
    for (std::size_t i = 0; i < 3; ++i)
        painter.fillRect(QRectF(plot.at(double(i) + 0.2, scores[i]), plot.at(double(i) + 0.8, 0.5)),
                         theme.color(i < 2 ? ColorRole::Ghost : ColorRole::Accent));
    plot.axes();
    plot.segment({0, 0.9}, {3, 0.9}, QPen(theme.color(ColorRole::Danger), 1.4, Qt::DashLine));
    const char* const names[]{QT_TRANSLATE_NOOP("figure", "largest class"),
                              QT_TRANSLATE_NOOP("figure", "linear"), QT_TRANSLATE_NOOP("figure", "network")};
    for (std::size_t i = 0; i < 3; ++i)
        plot.label({double(i) + 0.5, 0.5}, figureText(names[i]), theme.color(ColorRole::Text2),
                   Qt::AlignBottom);
}

} // namespace tunescope::ui::figures
