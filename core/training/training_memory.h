// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/network.h"
#include "core/training/trainer.h"

#include <cstdint>

namespace tunescope {

/// Rows of an evaluation chunk: 512, fewer for wide networks, so that a chunk stays in the caches.
[[nodiscard]] std::int64_t mostEvaluationRows(const Network& network, ModelKind model);

/// Floating-point operations of one sample's prediction; a multiply-add counts as two.
[[nodiscard]] std::int64_t predictionFlops(const Network& network);

/// Trained numbers of the network that these settings build.
[[nodiscard]] std::int64_t expectedWeights(const TrainingConfig& config, const DataSizes& data);

} // namespace tunescope
