// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/gp/box_minimum.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>

namespace tunescope {
namespace {

using Vector = std::vector<double>;

constexpr std::size_t kMemory = 8;
constexpr int kHalvings = 12;
constexpr double kArmijo = 1e-4;
constexpr double kFlatGradient = 1e-5;
constexpr double kFlatValue = 1e-9;

double dot(const Vector& a, const Vector& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// A step and the change of the gradient along it.
struct Pair {
    Vector step;
    Vector change;
    double product = 0.0;
};

void clearHeld(Vector& direction, const std::vector<bool>& held)
{
    for (std::size_t i = 0; i < direction.size(); ++i) {
        if (held[i])
            direction[i] = 0.0;
    }
}

/// Two-loop recursion.
Vector descent(const Vector& gradient, const std::deque<Pair>& pairs, const std::vector<bool>& held)
{
    Vector direction = gradient;
    clearHeld(direction, held);
    Vector weights(pairs.size());
    for (std::size_t k = pairs.size(); k-- > 0;) {
        weights[k] = dot(pairs[k].step, direction) / pairs[k].product;
        for (std::size_t i = 0; i < direction.size(); ++i)
            direction[i] -= weights[k] * pairs[k].change[i];
    }
    if (!pairs.empty()) {
        const double scale = pairs.back().product / dot(pairs.back().change, pairs.back().change);
        for (double& value : direction)
            value *= scale;
    }
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        const double back = weights[k] - dot(pairs[k].change, direction) / pairs[k].product;
        for (std::size_t i = 0; i < direction.size(); ++i)
            direction[i] += back * pairs[k].step[i];
    }
    for (double& value : direction)
        value = -value;
    clearHeld(direction, held);
    return direction;
}

/// Coordinates that lie on a bound and want to leave the box.
std::vector<bool> heldBy(const Box& box, const Vector& point, const Vector& gradient)
{
    std::vector<bool> held(point.size());
    for (std::size_t i = 0; i < point.size(); ++i)
        held[i] =
            (point[i] <= box.low[i] && gradient[i] > 0.0) || (point[i] >= box.high[i] && gradient[i] < 0.0);
    return held;
}

struct State {
    Vector point;
    Vector gradient;
    double value = 0.0;
};

/// Halves the step until the value has fallen enough; false if it never does.
bool advance(const SmoothFunction& function, const Box& box, const Vector& direction, double length,
             State& state)
{
    State next{state.point, state.gradient, 0.0};
    for (int halving = 0; halving < kHalvings; ++halving, length *= 0.5) {
        double expected = 0.0;
        for (std::size_t i = 0; i < direction.size(); ++i) {
            next.point[i] = std::clamp(state.point[i] + length * direction[i], box.low[i], box.high[i]);
            expected += state.gradient[i] * (next.point[i] - state.point[i]);
        }
        next.value = function(next.point, next.gradient);
        if (std::isfinite(next.value) && next.value <= state.value + kArmijo * std::min(expected, 0.0)) {
            state = std::move(next);
            return true;
        }
    }
    return false;
}

void remember(std::deque<Pair>& pairs, const State& before, const State& after)
{
    Pair pair{after.point, after.gradient};
    for (std::size_t i = 0; i < pair.step.size(); ++i) {
        pair.step[i] -= before.point[i];
        pair.change[i] -= before.gradient[i];
    }
    pair.product = dot(pair.step, pair.change);
    if (!(pair.product > 1e-12 * dot(pair.change, pair.change)))
        return;
    pairs.push_back(std::move(pair));
    if (pairs.size() > kMemory)
        pairs.pop_front();
}

} // namespace

BoxMinimum minimizeInBox(const SmoothFunction& function, std::vector<double> start, const Box& box,
                         int iterations)
{
    State state{std::move(start), {}, 0.0};
    state.gradient.resize(state.point.size());
    state.value = function(state.point, state.gradient);
    std::deque<Pair> pairs;
    for (int iteration = 0; iteration < iterations && std::isfinite(state.value); ++iteration) {
        const std::vector<bool> held = heldBy(box, state.point, state.gradient);
        Vector direction = descent(state.gradient, pairs, held);
        if (!(dot(direction, state.gradient) < 0.0)) {
            pairs.clear();
            direction = descent(state.gradient, pairs, held);
        }
        const double size = std::sqrt(dot(direction, direction));
        if (!(size > 0.0) || (pairs.empty() && size < kFlatGradient))
            break;
        const State before = state;
        if (!advance(function, box, direction, pairs.empty() ? std::min(1.0, 0.5 / size) : 1.0, state))
            break;
        remember(pairs, before, state);
        if (before.value - state.value < kFlatValue * (1.0 + std::abs(state.value)))
            break;
    }
    return {std::move(state.point), state.value};
}

} // namespace tunescope
