// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

#include <string_view>
#include <vector>

namespace tunescope::ui {

/// The formulas that the pictures draw, written down once more so that they can be drawn without a network;
/// tests/ui/figures compares them with those that train.

struct ActivationValue {
    double value = 0, slope = 0;
};
/// sigmoid, tanh, relu, leaky_relu (0.01), elu (1), gelu (exact), silu; unknown names give the identity.
[[nodiscard]] ActivationValue activationAt(std::string_view name, double x);

/// Share of the full learning rate when a step begins, without a warm-up. `p` = share of the steps that are
/// done, 0..1; step and exponential count in epochs and take `epochs` of them, `gamma` and `every` from the
/// settings.
struct SchedulePlan {
    int epochs = 20;
    double gamma = 0.5;
    int every = 5;
};
[[nodiscard]] double scheduleShare(std::string_view name, double p, const SchedulePlan& plan);

/// One of the update rules and its settings.
struct UpdateRule {
    std::string_view name = "sgd"; ///< sgd, nesterov, rmsprop, adagrad, adam, adamw.
    double rate = 0.1, momentum = 0.0, beta1 = 0.9, beta2 = 0.999, decay = 0.0;
};
using GradientAt = QPointF (*)(const QPointF& w);
/// Where a rule goes from `start`: steps + 1 points.
[[nodiscard]] std::vector<QPointF> descentPath(const UpdateRule& rule, const QPointF& start,
                                               GradientAt gradient, int steps);

/// Least squares for y = sum of c_k T_k(x), Chebyshev polynomials on -1..1, plus lambda * |c|^2 (c_0 is
/// free).
[[nodiscard]] std::vector<double> ridgeFit(const std::vector<QPointF>& points, int degree, double lambda);
[[nodiscard]] double chebyshevSum(const std::vector<double>& coefficients, double x);

} // namespace tunescope::ui
