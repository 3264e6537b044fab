// SPDX-License-Identifier: GPL-3.0-or-later
// How strategies choose the next trial.
#include "core/base/rng.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_search.h"
#include "ui/charts/figures/figure_surface.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace tunescope::ui::figures {
namespace {

void paintSquareFrame(QPainter& painter, const QRectF& frame, const Theme& theme)
{
    painter.setPen(QPen(theme.color(ColorRole::Axis), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(frame);
}

/// A point of the Halton sequence in a prime base; in base 2 it is van der Corput's, the first axis of
/// Sobol's too.
double radicalInverse(int index, int base)
{
    double value = 0, share = 1.0 / base;
    for (; index > 0; index /= base, share /= base)
        value += index % base * share;
    return value;
}

} // namespace

void density(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const std::vector<double> tried = [] {
        Rng rng(Purpose::Sampler, 17);
        std::vector<double> values(40);
        for (double& value : values)
            value = rng.uniform();
        return values;
    }();
    const int shown = std::max(8, figureShown(int(tried.size()), phase));
    std::vector<double> order(tried.begin(), tried.begin() + shown);
    std::sort(order.begin(), order.end(), [](double a, double b) { return hiddenScore(a) > hiddenScore(b); });
    const std::size_t good = std::max<std::size_t>(3, order.size() / 4);
    const auto estimate = [&](std::size_t first, std::size_t last, double x) {
        constexpr double kWidth = 0.06;
        double sum = 0;
        for (std::size_t i = first; i < last; ++i)
            sum += normalDensity((x - order[i]) / kWidth) / kWidth;
        return sum / double(last - first);
    };
    const QRectF rest = figureLegend(
        painter, area, theme,
        {{figureText(QT_TRANSLATE_NOOP("figure", "good trials")), QPen(theme.color(ColorRole::Accent), 2)},
         {figureText(QT_TRANSLATE_NOOP("figure", "the others")),
          QPen(theme.color(ColorRole::Warn), 1.6, Qt::DashLine)}});
    FigurePlot plot(painter, rest, theme, {0, 1}, {-0.5, 5.6}, settingWord(),
                    figureText(QT_TRANSLATE_NOOP("figure", "how dense they lie")));
    std::vector<QPointF> goodCurve, otherCurve;
    double next = 0, most = -1;
    for (int i = 0; i <= 100; ++i) {
        const double x = i / 100.0, g = estimate(0, good, x), o = estimate(good, order.size(), x);
        goodCurve.emplace_back(x, g);
        otherCurve.emplace_back(x, o);
        if (g / (o + 0.2) > most) {
            most = g / (o + 0.2);
            next = x;
        }
    }
    plot.curve(otherCurve, QPen(theme.color(ColorRole::Warn), 1.6, Qt::DashLine));
    plot.curve(goodCurve, plot.pen(ColorRole::Accent, 2.2));
    for (std::size_t i = 0; i < order.size(); ++i)
        plot.dot({order[i], -0.25}, theme.color(i < good ? ColorRole::Accent : ColorRole::Warn), 2.4);
    plot.segment({next, -0.5}, {next, 5.6}, QPen(theme.color(ColorRole::BestMark), 1.3, Qt::DotLine));
    plot.label({next, 5.2}, figureText(QT_TRANSLATE_NOOP("figure", "next")), theme.color(ColorRole::Best));
    plot.axes();
}

void genetic(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    constexpr int kGenerations = 5, kMembers = 16;
    static const auto generations = [] {
        const auto fitness = [](const QPointF& p) { return -std::hypot(p.x() - 0.7, p.y() - 0.35); };
        Rng rng(Purpose::Sampler, 2);
        std::vector<std::vector<QPointF>> all(1);
        for (int i = 0; i < kMembers; ++i) {
            const double x = rng.uniform();
            all[0].emplace_back(x, rng.uniform());
        }
        while (int(all.size()) < kGenerations) {
            std::vector<QPointF> parents = all.back(), children;
            std::sort(parents.begin(), parents.end(),
                      [&](const QPointF& a, const QPointF& b) { return fitness(a) > fitness(b); });
            parents.resize(kMembers / 3);
            while (int(children.size()) < kMembers) {
                const QPointF a = parents[rng.below(parents.size())], b = parents[rng.below(parents.size())];
                const double x = a.x() + 0.05 * rng.normal(); // One setting of each parent, a little changed.
                children.emplace_back(std::clamp(x, 0.0, 1.0),
                                      std::clamp(b.y() + 0.05 * rng.normal(), 0.0, 1.0));
            }
            all.push_back(children);
        }
        return all;
    }();
    FigurePlot plot(painter, area, theme, {0, 1}, {0, 1}, QStringLiteral(" "));
    paintSquareFrame(painter, plot.frame(), theme);
    const int now = figureShown(kGenerations, phase);
    for (int g = 0; g < now; ++g) {
        for (const QPointF& member : generations[std::size_t(g)])
            plot.dot(member,
                     blend(theme.color(g + 1 == now ? ColorRole::Accent : ColorRole::Ghost),
                           theme.color(ColorRole::Surface), g + 1 == now ? 1.0 : 0.4 + 0.12 * g),
                     g + 1 == now ? 4 : 2.6);
    }
    plot.dot({0.7, 0.35}, theme.color(ColorRole::BestMark), 4);
    figureCaption(painter, QRectF(area.left(), plot.frame().bottom() + 2, area.width(), figureLine(theme)),
                  theme,
                  figureText(QT_TRANSLATE_NOOP("figure", "generation %1 of %2")).arg(now).arg(kGenerations),
                  ColorRole::Text2);
}

void evolution(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    // A cloud that moves to the mean of its better half and takes its shape: the idea of CMA-ES without its
    // step control.
    constexpr int kClouds = 9, kDraws = 24;
    struct Cloud {
        QPointF mean;
        std::vector<QPointF> draws;
    };
    static const auto clouds = [] {
        Rng rng(Purpose::Sampler, 9);
        QPointF mean(-3.2, 1.0);
        double sx = 1.3, sy = 0.45, r = 0;
        std::vector<Cloud> all;
        for (int g = 0; g < kClouds; ++g) {
            Cloud cloud;
            for (int i = 0; i < kDraws; ++i) {
                const double a = rng.normal(), b = rng.normal();
                cloud.draws.push_back(mean + QPointF(sx * a, sy * (r * a + std::sqrt(1 - r * r) * b)));
            }
            cloud.mean = mean;
            all.push_back(cloud);
            std::vector<QPointF> order = cloud.draws;
            std::sort(order.begin(), order.end(), [](const QPointF& a, const QPointF& b) {
                return QPointF::dotProduct(a, surfaceSlope(a)) < QPointF::dotProduct(b, surfaceSlope(b));
            });
            order.resize(kDraws / 2);
            QPointF next;
            for (const QPointF& p : order)
                next += p / double(order.size());
            double xx = 0, yy = 0, xy = 0;
            for (const QPointF& p :
                 order) { // About the old mean, so that the cloud stretches the way it goes.
                xx += std::pow(p.x() - mean.x(), 2) / double(order.size());
                yy += std::pow(p.y() - mean.y(), 2) / double(order.size());
                xy += (p.x() - mean.x()) * (p.y() - mean.y()) / double(order.size());
            }
            sx = 1.15 * std::sqrt(xx);
            sy = 1.15 * std::sqrt(yy);
            r = std::clamp(xy / (sx * sy), -0.9, 0.9);
            mean = next;
        }
        return all;
    }();
    FigurePlot plot(painter, area, theme, {-5, 2.4}, {-1.6, 1.6}, settingWord(),
                    figureText(QT_TRANSLATE_NOOP("figure", "another setting")));
    paintBowl(plot, {{0, 0}, 1, 0, std::sqrt(20.0)}, {0.4, 2, 5, 10, 18, 30});
    plot.axes();
    const int now = figureShown(kClouds, phase);
    for (int g = 0; g < now; ++g) {
        const Cloud& cloud = clouds[std::size_t(g)];
        for (const QPointF& draw : cloud.draws)
            plot.dot(draw, theme.color(g + 1 == now ? ColorRole::Accent : ColorRole::Ghost),
                     g + 1 == now ? 2.8 : 1.8);
        plot.dot(cloud.mean, theme.color(ColorRole::Danger), 3.2);
        if (g > 0)
            plot.segment(clouds[std::size_t(g - 1)].mean, cloud.mean, plot.pen(ColorRole::Danger, 1.4));
    }
    plot.dot({0, 0}, theme.color(ColorRole::BestMark), 4);
}

void anneal(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    constexpr int kWalk = 60;
    static const std::vector<double> walk = [] {
        Rng rng(Purpose::Sampler, 23);
        std::vector<double> places{0.15};
        for (int i = 1; i < kWalk; ++i) {
            const double heat = 0.25 * std::pow(0.93, i), here = places.back();
            const double there = std::clamp(here + 0.16 * rng.normal(), 0.0, 1.0);
            const double gain = hiddenScore(there) - hiddenScore(here);
            places.push_back(gain >= 0 || rng.uniform() < std::exp(gain / heat) ? there : here);
        }
        return places;
    }();
    FigurePlot plot(painter, area, theme, {0, 1}, {-0.05, 1.05}, settingWord(),
                    figureText(QT_TRANSLATE_NOOP("figure", "score")));
    plot.axes();
    std::vector<QPointF> hill;
    for (double x = 0; x <= 1.001; x += 0.01)
        hill.emplace_back(x, hiddenScore(x));
    plot.curve(hill, plot.pen(ColorRole::Axis, 1.5));
    const int now = figureShown(kWalk, phase);
    for (int i = 0; i < now; ++i)
        plot.dot({walk[std::size_t(i)], hiddenScore(walk[std::size_t(i)])},
                 blend(theme.color(ColorRole::Danger), theme.color(ColorRole::Accent), 1 - double(i) / kWalk),
                 i + 1 == now ? 5 : 2.8);
    plot.label({0.02, 0.98},
               figureText(QT_TRANSLATE_NOOP("figure", "red: hot, goes down too; blue: cold, only up")),
               theme.color(ColorRole::Text3));
}

void grid(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    constexpr std::array kValues{5, 4};
    FigurePlot plot(painter, area, theme, {0, 1}, {0, 1}, QStringLiteral(" "));
    paintSquareFrame(painter, plot.frame(), theme);
    const int all = kValues[0] * kValues[1], now = figureShown(all, phase);
    for (int i = 0; i < all; ++i)
        plot.dot({(i % kValues[0] + 0.5) / kValues[0], (i / kValues[0] + 0.5) / kValues[1]},
                 theme.color(i < now ? ColorRole::Accent : ColorRole::Control), i < now ? 4.5 : 2.5);
    figureCaption(
        painter, QRectF(area.left(), plot.frame().bottom() + 2, area.width(), figureLine(theme)), theme,
        figureText(QT_TRANSLATE_NOOP("figure", "%1 of 5 × 4 = 20; a third setting with 4 values: 80"))
            .arg(now),
        ColorRole::Text2);
}

void sobol(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    constexpr int kPoints = 48;
    static const auto chance = [] {
        Rng rng(Purpose::Sampler, 31);
        std::vector<QPointF> points;
        for (int i = 0; i < kPoints; ++i) {
            const double x = rng.uniform();
            points.emplace_back(x, rng.uniform());
        }
        return points;
    }();
    const auto columns = figureColumns(area, 2, 18);
    const char* const titles[]{QT_TRANSLATE_NOOP("figure", "by chance"),
                               QT_TRANSLATE_NOOP("figure", "spread evenly")};
    const int now = figureShown(kPoints, phase);
    const double line = figureLine(theme) + 2;
    for (std::size_t side = 0; side < 2; ++side) {
        FigurePlot plot(painter, columns[side].adjusted(0, line, 0, 0), theme, {0, 1}, {0, 1});
        paintSquareFrame(painter, plot.frame(), theme);
        for (int i = 0; i < now; ++i)
            plot.dot(side == 0 ? chance[std::size_t(i)]
                               : QPointF(radicalInverse(i + 1, 2), radicalInverse(i + 1, 3)),
                     theme.color(side == 0 ? ColorRole::Warn : ColorRole::Accent), 3);
        figureCaption(painter, QRectF(columns[side].topLeft(), QSizeF(columns[side].width(), line)), theme,
                      figureText(titles[side]), ColorRole::Text);
    }
}

} // namespace tunescope::ui::figures
