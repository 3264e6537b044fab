// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/training_config.h"

#include <string>

namespace tunescope {

/// The learning rate of every step in Python, as learningRateAt() has it. The loop knows `epoch` (from 1),
/// `step` (from 0), `steps` of an epoch and, after each epoch, `metrics["loss"]`.
struct ScheduleText {
    std::string function; ///< learning_rate(epoch, step, steps); empty where the rate is constant.
    std::string rate;     ///< The expression.
    std::string before;   ///< Lines before the epochs, indented by 4.
    std::string after;    ///< Lines after each epoch, indented by 8.
};

[[nodiscard]] ScheduleText scheduleText(const TrainingConfig& config);

} // namespace tunescope
