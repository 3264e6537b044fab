// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/direction.h"
#include "core/training/learning_rate.h"
#include "core/training/training_config.h"

#include <cstdint>

namespace tunescope {

/// Where a training is: everything apart from numbers in buffers that the next epoch depends on. Part of a
/// checkpoint.
struct TrainingProgress {
    std::int32_t epoch = -1; ///< Last finished epoch; -1 before epoch 0 was evaluated.
    std::int32_t bestEpoch = 0;
    std::int64_t step = 0; ///< Steps done.
    double bestValue = 0.0;
    double lastValue = 0.0;
    double startLoss = 0.0;     ///< Validation loss of epoch 0.
    double patienceValue = 0.0; ///< The value that patience compares with.
    std::int32_t waited = 0;    ///< Epochs since it improved by more than min_delta.
    std::int32_t exploded = 0;  ///< kGrown or kNotFinite.
    PlateauState plateau;
};

inline constexpr std::int32_t kGrown = 1;     ///< The loss is finite but far too large.
inline constexpr std::int32_t kNotFinite = 2; ///< The validation loss is no number.

enum class EpochRank { Best, NotBest };

/// Takes in the study metric and losses of a finished epoch (1 or later). A tie keeps the earlier epoch;
/// not-a-number is never best. The loss explodes when the epoch's training loss is above 10,000 and above
/// 1,000 times that of epoch 0.
EpochRank recordEpoch(TrainingProgress& progress, const TrainingConfig& config, Direction direction,
                      double value, double trainLoss, double validationLoss);

} // namespace tunescope
