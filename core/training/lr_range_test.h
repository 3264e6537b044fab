// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/prepared_data.h"
#include "core/training/training_config.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace tunescope {

struct RangeTestPoint {
    std::int64_t step = 0; ///< 1-based.
    double learningRate = 0.0;
    double loss = 0.0;     ///< Of the batch.
    double smoothed = 0.0; ///< Mean of the losses so far, older ones fading.
};

struct RangeTestOptions {
    double low = 1e-6;
    double high = 10.0;
    std::int64_t steps = 200;
};

struct RangeTestResult {
    std::vector<RangeTestPoint> points;
    /// A tenth of the rate at which the smoothed loss was lowest; not-a-number if it never fell.
    double suggested = 0.0;
    double steepest = 0.0; ///< The rate at which it fell fastest; not-a-number likewise.
    double divergedAt =
        0.0; ///< The first rate at which it was over four times its lowest; not-a-number if none.
};

/// Trains `steps` batches while the learning rate rises from `low` to `high` by the same factor each time,
/// and ends early where the loss explodes. Schedules and epochs of the settings are not looked at; everything
/// else is, and the seed makes it repeatable.
///
/// Source: Smith, "Cyclical Learning Rates for Training Neural Networks", WACV 2017, section 3.3; smoothing
/// as in Gugger's "How do you find a good learning rate" (bias-corrected exponential mean, 0.95). Errors:
/// ParamOutOfRange below 10 steps, and those of TrainingEngine::create().
[[nodiscard]] Result<RangeTestResult>
testLearningRates(const std::shared_ptr<const PreparedData>& data, const TrainingConfig& config,
                  std::uint64_t trialSeed, const RangeTestOptions& options,
                  const std::function<void(const RangeTestPoint&)>& onStep, const std::stop_token& stop);

} // namespace tunescope
