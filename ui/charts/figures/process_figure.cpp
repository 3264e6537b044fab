// SPDX-License-Identifier: GPL-3.0-or-later
// A Gaussian process that is really fitted, and the gain that it hopes for.
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_search.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tunescope::ui::figures {
namespace {

double normalShare(double z)
{
    return (1 + std::erf(z / std::numbers::sqrt2)) / 2;
}

struct Guess {
    double mean = 0, spread = 1;
};

/// Gaussian process with a squared exponential kernel of length 0.11, prior mean 0.3 and spread 0.4, nearly
/// no noise; posterior at x by Gauss-Jordan elimination. Source: Rasmussen & Williams 2006, eq. 2.25
/// and 2.26.
Guess processAt(const std::vector<double>& tried, double x)
{
    constexpr double kLength = 0.11, kPriorMean = 0.3, kVariance = 0.16;
    const auto kernel = [](double a, double b) {
        return kVariance * std::exp(-(a - b) * (a - b) / (2 * kLength * kLength));
    };
    const std::size_t n = tried.size();
    // Columns: kernel matrix, scores, kernel with x; elimination leaves the solutions in the last two.
    std::vector<std::vector<double>> rows(n, std::vector<double>(n + 2));
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j)
            rows[i][j] = kernel(tried[i], tried[j]) + (i == j ? 1e-5 : 0);
        rows[i][n] = hiddenScore(tried[i]) - kPriorMean;
        rows[i][n + 1] = kernel(tried[i], x);
    }
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t i = 0; i < n; ++i) {
            const double factor = i == k ? 0 : rows[i][k] / rows[k][k];
            for (std::size_t j = k; j < n + 2; ++j)
                rows[i][j] -= factor * rows[k][j];
        }
    }
    Guess guess{kPriorMean, kVariance};
    for (std::size_t i = 0; i < n; ++i) {
        guess.mean += kernel(tried[i], x) * rows[i][n] / rows[i][i];
        guess.spread -= kernel(tried[i], x) * rows[i][n + 1] / rows[i][i];
    }
    guess.spread = std::sqrt(std::max(guess.spread, 1e-12));
    return guess;
}

/// Expected improvement. Source: Jones, Schonlau & Welch 1998, eq. 15.
double expectedGain(const Guess& guess, double best)
{
    const double z = (guess.mean - best) / guess.spread;
    return (guess.mean - best) * normalShare(z) + guess.spread * normalDensity(z);
}

struct ProcessView {
    std::vector<QPointF> mean, high, low, gain;
    double next = 0;
};

ProcessView processView(const std::vector<double>& tried)
{
    double best = 0, most = -1;
    for (const double x : tried)
        best = std::max(best, hiddenScore(x));
    ProcessView view;
    for (int i = 0; i <= 120; ++i) {
        const double x = i / 120.0;
        const Guess guess = processAt(tried, x);
        view.mean.emplace_back(x, guess.mean);
        view.high.emplace_back(x, guess.mean + 1.96 * guess.spread);
        view.low.emplace_back(x, guess.mean - 1.96 * guess.spread);
        view.gain.emplace_back(x, expectedGain(guess, best));
        if (view.gain.back().y() > most) {
            most = view.gain.back().y();
            view.next = x;
        }
    }
    return view;
}

constexpr int kProcessTrials = 8;

struct ProcessCourse {
    std::vector<double> tried{0.08, 0.5, 0.95};
    std::vector<ProcessView> views; ///< views[i] after 3 + i trials.
};

const ProcessCourse& processCourse()
{
    static const ProcessCourse course = [] {
        ProcessCourse made;
        while (int(made.tried.size()) <= kProcessTrials) {
            made.views.push_back(processView(made.tried));
            made.tried.push_back(made.views.back().next);
        }
        return made;
    }();
    return course;
}

} // namespace

void bayesian(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    const ProcessCourse& course = processCourse();
    const int at = figureShown(int(course.views.size()), phase) - 1;
    const ProcessView& view = course.views[std::size_t(at)];
    const QRectF above = area.adjusted(0, 0, 0, -area.height() * 0.36);
    FigurePlot plot(painter, above, theme, {0, 1}, {-0.5, 1.5}, {},
                    figureText(QT_TRANSLATE_NOOP("figure", "score: guess and its range")));
    std::vector<QPointF> band = view.high;
    band.insert(band.end(), view.low.rbegin(), view.low.rend());
    plot.outline(band, Qt::NoPen, theme.color(ColorRole::AccentSoft));
    plot.curve(view.mean, plot.pen(ColorRole::Accent, 2));
    for (int i = 0; i < 3 + at; ++i)
        plot.dot({course.tried[std::size_t(i)], hiddenScore(course.tried[std::size_t(i)])},
                 theme.color(ColorRole::Text), 3.2);
    plot.axes();
    FigurePlot gain(painter, area.adjusted(0, area.height() * 0.64, 0, 0), theme, {0, 1}, {0, 1.1},
                    settingWord(), figureText(QT_TRANSLATE_NOOP("figure", "gain to hope for")));
    double most = 1e-9;
    for (const QPointF& point : view.gain)
        most = std::max(most, point.y());
    std::vector<QPointF> scaled;
    for (const QPointF& point : view.gain)
        scaled.emplace_back(point.x(), point.y() / most);
    gain.curve(scaled, gain.pen(ColorRole::Ok, 1.8));
    gain.axes();
    gain.dot({view.next, 1}, theme.color(ColorRole::BestMark), 4);
    painter.setPen(QPen(theme.color(ColorRole::BestMark), 1.2, Qt::DotLine));
    painter.drawLine(gain.at(view.next, 0), QPointF(gain.at(view.next, 0).x(), plot.frame().top()));
}

} // namespace tunescope::ui::figures
