// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/prepared_data.h"
#include "core/training/training_config.h"

#include <cstdint>

namespace tunescope {

// What is refused before a network is built.

/// Errors: TrainingPartTooSmall, NoInputs.
[[nodiscard]] Result<void> checkData(const PreparedData& data, const TrainingConfig& config);

/// `limit` in bytes. Errors: NetworkTooLarge.
[[nodiscard]] Result<void> checkSize(const PreparedData& data, const TrainingConfig& config,
                                     std::uint64_t limit);

} // namespace tunescope
