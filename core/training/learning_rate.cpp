// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/learning_rate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tunescope {
namespace {

constexpr double kRisingShare = 0.3;
constexpr double kStartDivisor = 25.0;
constexpr double kEndDivisor = 250000.0;

/// From `start` at p = 0 to `end` at p = 1 along half a cosine.
double halfCosine(double start, double end, double p)
{
    return end + (start - end) * (1.0 + std::cos(std::numbers::pi * p)) / 2.0;
}

double oneCycle(double rate, double p)
{
    if (p <= kRisingShare)
        return halfCosine(rate / kStartDivisor, rate, p / kRisingShare);
    return halfCosine(rate, rate / kEndDivisor, (p - kRisingShare) / (1.0 - kRisingShare));
}

} // namespace

double learningRateAt(const TrainingConfig& config, int epoch, std::int64_t step, std::int64_t stepsPerEpoch,
                      const PlateauState& plateau)
{
    const double rate = config.learningRate;
    const auto perEpoch = static_cast<double>(stepsPerEpoch);
    const double done = static_cast<double>(epoch - 1) * perEpoch + static_cast<double>(step);
    const double all = static_cast<double>(config.epochs) * perEpoch;
    if (config.schedule == Schedule::OneCycle)
        return oneCycle(rate, std::min(1.0, done / std::max(1.0, all - 1.0)));

    const double warm = static_cast<double>(config.warmupEpochs) * perEpoch;
    if (done < warm)
        return rate * (done + 1.0) / warm;
    const int sinceWarm = epoch - 1 - config.warmupEpochs;
    switch (config.schedule) {
    case Schedule::Constant:
    case Schedule::OneCycle:
        return rate;
    case Schedule::Step:
        return rate * std::pow(config.scheduleGamma, sinceWarm / config.scheduleStep);
    case Schedule::Exponential:
        return rate * std::pow(config.scheduleGamma, sinceWarm);
    case Schedule::Cosine:
        return halfCosine(rate, 0.0, (done - warm) / std::max(1.0, all - warm));
    case Schedule::Plateau:
        return rate * plateau.factor;
    }
    return rate;
}

std::vector<RatePoint> previewLearningRates(const TrainingConfig& config, std::int64_t stepsPerEpoch,
                                            std::int64_t points)
{
    const std::int64_t perEpoch = std::max<std::int64_t>(stepsPerEpoch, 1);
    const std::int64_t all = std::max<std::int64_t>(config.epochs * perEpoch, 1);
    const std::int64_t count = std::clamp<std::int64_t>(points, 1, all);
    std::vector<RatePoint> curve;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t step = count > 1 ? i * (all - 1) / (count - 1) : 0;
        const auto epoch = static_cast<int>(step / perEpoch) + 1;
        curve.push_back({static_cast<double>(step) / static_cast<double>(perEpoch),
                         learningRateAt(config, epoch, step % perEpoch, perEpoch, {})});
    }
    return curve;
}

void updatePlateau(PlateauState& state, const TrainingConfig& config, double validationLoss)
{
    if (config.schedule != Schedule::Plateau)
        return;
    if (state.seen == 0 || validationLoss < state.best) {
        state.best = validationLoss;
        state.seen = 1;
        state.waited = 0;
        return;
    }
    if (++state.waited < config.scheduleStep)
        return;
    state.factor *= config.scheduleGamma;
    state.waited = 0;
}

} // namespace tunescope
