// SPDX-License-Identifier: GPL-3.0-or-later
// Training and validation curves of a polynomial that is really trained: overfitting, early stopping,
// underfitting.
#include "core/base/rng.h"
#include "ui/charts/figures/figure_fit.h"
#include "ui/charts/figures/figure_math.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_plot.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tunescope::ui {
namespace {

double chebyshevTerm(std::size_t k, double x)
{
    return std::cos(double(k) * std::acos(std::clamp(x, -1.0, 1.0)));
}

std::vector<QPointF> sinePoints(std::uint64_t seed, int count)
{
    Rng rng(Purpose::Generator, seed);
    std::vector<QPointF> points;
    for (int i = 0; i < count; ++i) {
        const double x = 2 * rng.uniform() - 1;
        points.emplace_back(x, std::sin(std::numbers::pi * x) + 0.4 * rng.normal());
    }
    return points;
}

double squaredError(const std::vector<double>& weights, const std::vector<QPointF>& points)
{
    double sum = 0;
    for (const QPointF& point : points)
        sum += std::pow(chebyshevSum(weights, point.x()) - point.y(), 2);
    return sum / double(points.size());
}

void gradientStep(std::vector<double>& weights, const std::vector<QPointF>& points, double rate)
{
    std::vector<double> gradient(weights.size(), 0.0);
    for (const QPointF& point : points) {
        const double error = chebyshevSum(weights, point.x()) - point.y();
        for (std::size_t k = 0; k < weights.size(); ++k)
            gradient[k] += 2 * error * chebyshevTerm(k, point.x()) / double(points.size());
    }
    for (std::size_t k = 0; k < weights.size(); ++k)
        weights[k] -=
            rate * gradient[k] / double((1 + k) * (1 + k)); // As with smooth features: slow ones last.
}

} // namespace

FitCourse fitCourse(int degree, int epochs, int stepsPerEpoch)
{
    const std::vector<QPointF> training = sinePoints(27, 10), validation = sinePoints(28, 40);
    std::vector<double> weights(std::size_t(degree + 1), 0.0);
    FitCourse course;
    for (int epoch = 0; epoch <= epochs; ++epoch) {
        for (int step = 0; epoch > 0 && step < stepsPerEpoch; ++step)
            gradientStep(weights, training, 0.2);
        course.training.push_back(squaredError(weights, training));
        course.validation.push_back(squaredError(weights, validation));
    }
    course.best =
        int(std::min_element(course.validation.begin(), course.validation.end()) - course.validation.begin());
    return course;
}

namespace figures {
namespace {

constexpr int kFitEpochs = 40;
constexpr double kFitTop = 0.75;

const FitCourse& flexibleFit()
{
    static const FitCourse course = fitCourse(13, kFitEpochs, 12);
    return course;
}

void paintErrors(FigurePlot& plot, const std::vector<double>& errors, int last, const QPen& pen)
{
    std::vector<QPointF> points;
    for (int epoch = 0; epoch <= last && epoch < int(errors.size()); ++epoch)
        points.emplace_back(epoch, errors[std::size_t(epoch)]);
    plot.curve(points, pen);
}

FigurePlot coursePlot(QPainter& painter, const QRectF& area, const Theme& theme)
{
    const QRectF rest = figureLegend(
        painter, area, theme,
        {{figureText(QT_TRANSLATE_NOOP("figure", "training")),
          QPen(theme.color(ColorRole::Warn), 1.6, Qt::DashLine)},
         {figureText(QT_TRANSLATE_NOOP("figure", "validation")), QPen(theme.color(ColorRole::Accent), 2.2)}});
    FigurePlot plot(painter, rest, theme, {0, kFitEpochs}, {0, kFitTop},
                    figureText(QT_TRANSLATE_NOOP("figure", "epoch")),
                    figureText(QT_TRANSLATE_NOOP("figure", "loss")));
    plot.axes();
    return plot;
}

void paintCourse(FigurePlot& plot, const FitCourse& course, int last)
{
    paintErrors(plot, course.training, last, QPen(plot.pen(ColorRole::Warn).color(), 1.6, Qt::DashLine));
    paintErrors(plot, course.validation, last, plot.pen(ColorRole::Accent, 2.2));
}

} // namespace

void overfitting(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    FigurePlot plot = coursePlot(painter, area, theme);
    const int last = figureShown(kFitEpochs, phase);
    paintCourse(plot, flexibleFit(), last);
    const FitCourse& course = flexibleFit();
    if (last < kFitEpochs)
        return;
    const double training = course.training.back(), validation = course.validation.back();
    plot.segment({kFitEpochs - 0.5, training}, {kFitEpochs - 0.5, validation},
                 plot.pen(ColorRole::Danger, 1.6));
    plot.label({kFitEpochs - 0.5, (training + validation) / 2},
               figureText(QT_TRANSLATE_NOOP("figure", "gap")), theme.color(ColorRole::Danger),
               Qt::AlignLeft | Qt::AlignVCenter);
}

void earlyStopping(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    constexpr int kPatience = 8;
    const FitCourse& course = flexibleFit();
    FigurePlot plot = coursePlot(painter, area, theme);
    const int stop = std::min(kFitEpochs, course.best + kPatience);
    const int last = std::min(figureShown(kFitEpochs, phase), stop);
    paintCourse(plot, course, last);
    if (last >= course.best) {
        plot.segment({double(course.best), 0}, {double(course.best), kFitTop},
                     plot.pen(ColorRole::BestMark, 1.3));
        plot.label({double(course.best), kFitTop * 0.06},
                   figureText(QT_TRANSLATE_NOOP("figure", "best epoch")), theme.color(ColorRole::Best));
    }
    if (last == stop) {
        plot.segment({double(stop), 0}, {double(stop), kFitTop}, plot.pen(ColorRole::Danger, 1.3));
        plot.label(
            {double(stop), kFitTop * 0.94},
            figureText(QT_TRANSLATE_NOOP("figure", "stopped after %1 epochs without gain")).arg(kPatience),
            theme.color(ColorRole::Danger));
    }
}

void underfitting(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    static const FitCourse stiff = fitCourse(1, kFitEpochs, 3);
    FigurePlot plot = coursePlot(painter, area, theme);
    paintCourse(plot, stiff, figureShown(kFitEpochs, phase));
}

} // namespace figures
} // namespace tunescope::ui
