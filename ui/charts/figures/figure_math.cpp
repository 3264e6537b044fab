// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/figures/figure_math.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tunescope::ui {
namespace {

constexpr double kTiny = 1e-8; ///< The epsilon of RMSprop and Adam; Adagrad's 1e-10 draws the same line.

double logistic(double x)
{
    return 1.0 / (1.0 + std::exp(-x));
}

double halfCosineShare(double start, double end, double p)
{
    return end + (start - end) * (1.0 + std::cos(std::numbers::pi * p)) / 2.0;
}

/// One weight of a rule: what it remembers between steps.
struct RuleMemory {
    double first = 0, second = 0;
};

double updateOf(const UpdateRule& rule, RuleMemory& memory, double gradient, int step)
{
    if (rule.name == "sgd" || rule.name == "nesterov") {
        memory.first = rule.momentum * memory.first + gradient;
        return rule.name == "sgd" ? memory.first : gradient + rule.momentum * memory.first;
    }
    if (rule.name == "adagrad") {
        memory.second += gradient * gradient;
        return gradient / (std::sqrt(memory.second) + kTiny);
    }
    if (rule.name == "rmsprop") {
        constexpr double kMeanSquareDecay = 0.99;
        memory.second = kMeanSquareDecay * memory.second + (1 - kMeanSquareDecay) * gradient * gradient;
        memory.first = rule.momentum * memory.first + gradient / (std::sqrt(memory.second) + kTiny);
        return memory.first;
    }
    memory.first = rule.beta1 * memory.first + (1 - rule.beta1) * gradient;
    memory.second = rule.beta2 * memory.second + (1 - rule.beta2) * gradient * gradient;
    const double mean = memory.first / (1 - std::pow(rule.beta1, step));
    const double square = memory.second / (1 - std::pow(rule.beta2, step));
    return mean / (std::sqrt(square) + kTiny);
}

/// Solves a x = b for a symmetric positive matrix by elimination.
std::vector<double> solved(std::vector<std::vector<double>> a, std::vector<double> b)
{
    const std::size_t n = b.size();
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t i = k + 1; i < n; ++i) {
            const double factor = a[i][k] / a[k][k];
            for (std::size_t j = k; j < n; ++j)
                a[i][j] -= factor * a[k][j];
            b[i] -= factor * b[k];
        }
    }
    for (std::size_t k = n; k-- > 0;) {
        for (std::size_t j = k + 1; j < n; ++j)
            b[k] -= a[k][j] * b[j];
        b[k] /= a[k][k];
    }
    return b;
}

double chebyshev(int k, double x)
{
    return std::cos(k * std::acos(std::clamp(x, -1.0, 1.0)));
}

} // namespace

ActivationValue activationAt(std::string_view name, double x)
{
    if (name == "sigmoid")
        return {logistic(x), logistic(x) * (1 - logistic(x))};
    if (name == "tanh")
        return {std::tanh(x), 1 - std::tanh(x) * std::tanh(x)};
    if (name == "relu")
        return x > 0 ? ActivationValue{x, 1} : ActivationValue{0, 0};
    if (name == "leaky_relu")
        return x > 0 ? ActivationValue{x, 1} : ActivationValue{0.01 * x, 0.01};
    if (name == "elu")
        return x > 0 ? ActivationValue{x, 1} : ActivationValue{std::expm1(x), std::exp(x)};
    if (name == "gelu") {
        const double share = (1 + std::erf(x / std::numbers::sqrt2)) / 2;
        const double density = std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
        return {x * share, share + x * density};
    }
    if (name == "silu")
        return {x * logistic(x), logistic(x) * (1 + x * (1 - logistic(x)))};
    return {x, 1};
}

double scheduleShare(std::string_view name, double p, const SchedulePlan& plan)
{
    const int epoch = std::min(plan.epochs - 1, static_cast<int>(p * plan.epochs)); // Epochs done.
    if (name == "step")
        return std::pow(plan.gamma, epoch / plan.every);
    if (name == "exponential")
        return std::pow(plan.gamma, epoch);
    if (name == "cosine")
        return halfCosineShare(1.0, 0.0, p);
    if (name == "one_cycle") {
        constexpr double kRise = 0.3;
        return p <= kRise ? halfCosineShare(1.0 / 25, 1.0, p / kRise)
                          : halfCosineShare(1.0, 1.0 / 250'000, (p - kRise) / (1 - kRise));
    }
    return 1.0;
}

std::vector<QPointF> descentPath(const UpdateRule& rule, const QPointF& start, GradientAt gradient, int steps)
{
    std::vector<QPointF> path{start};
    RuleMemory across, up;
    for (int step = 1; step <= steps; ++step) {
        const QPointF at = path.back(), slope = gradient(at);
        const double keep = 1 - rule.rate * rule.decay;
        path.emplace_back(keep * at.x() - rule.rate * updateOf(rule, across, slope.x(), step),
                          keep * at.y() - rule.rate * updateOf(rule, up, slope.y(), step));
    }
    return path;
}

std::vector<double> ridgeFit(const std::vector<QPointF>& points, int degree, double lambda)
{
    const auto n = static_cast<std::size_t>(degree + 1);
    std::vector<std::vector<double>> a(n, std::vector<double>(n, 0.0));
    std::vector<double> b(n, 0.0);
    for (const QPointF& point : points) {
        for (std::size_t i = 0; i < n; ++i) {
            b[i] += chebyshev(int(i), point.x()) * point.y();
            for (std::size_t j = 0; j < n; ++j)
                a[i][j] += chebyshev(int(i), point.x()) * chebyshev(int(j), point.x());
        }
    }
    for (std::size_t i = 1; i < n; ++i)
        a[i][i] += lambda;
    return solved(std::move(a), std::move(b));
}

double chebyshevSum(const std::vector<double>& coefficients, double x)
{
    double sum = 0;
    for (std::size_t k = 0; k < coefficients.size(); ++k)
        sum += coefficients[k] * chebyshev(int(k), x);
    return sum;
}

} // namespace tunescope::ui
