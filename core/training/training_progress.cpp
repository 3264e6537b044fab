// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_progress.h"

#include <cmath>

namespace tunescope {
namespace {

constexpr double kExplodedLoss = 1e4;
constexpr double kExplodedFactor = 1e3;

bool improvesEnough(const TrainingProgress& progress, const TrainingConfig& config, Direction direction,
                    double value)
{
    if (std::isnan(value))
        return false;
    if (progress.bestEpoch == 0)
        return true;
    const double needed = direction == Direction::Minimize ? progress.patienceValue - config.minDelta
                                                           : progress.patienceValue + config.minDelta;
    return isBetter(value, needed, direction);
}

} // namespace

EpochRank recordEpoch(TrainingProgress& progress, const TrainingConfig& config, Direction direction,
                      double value, double trainLoss, double validationLoss)
{
    progress.lastValue = value;
    if (improvesEnough(progress, config, direction, value)) {
        progress.patienceValue = value;
        progress.waited = 0;
    } else {
        ++progress.waited;
    }
    updatePlateau(progress.plateau, config, validationLoss);
    if (trainLoss > kExplodedLoss && trainLoss > kExplodedFactor * progress.startLoss)
        progress.exploded = kGrown;
    const bool best =
        !std::isnan(value) && (progress.bestEpoch == 0 || isBetter(value, progress.bestValue, direction));
    if (!best)
        return EpochRank::NotBest;
    progress.bestEpoch = progress.epoch;
    progress.bestValue = value;
    return EpochRank::Best;
}

} // namespace tunescope
