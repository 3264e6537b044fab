// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/nn/optimizer.h"
#include "core/training/training_progress.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace tunescope {

/// A training between two epochs. On disk: "TSCK", version, length, fields little-endian, FNV-1a hash of all
/// before it.
struct Checkpoint {
    std::uint64_t trialSeed = 0;
    std::uint64_t fingerprint = 0; ///< Of settings and shapes; a checkpoint fits only the same ones.
    TrainingProgress progress;
    OptimizerProgress optimizer;
    std::vector<float> state = {}; ///< As of TrainingEngine::eachState().
};

/// Hands over the state piece by piece, so that it is never in memory twice as a whole.
using StatePieces = std::function<void(const std::function<void(std::span<const float>)>& take)>;

/// The fields of `checkpoint`; its state has `stateSize` numbers and comes from `pieces`.
[[nodiscard]] std::vector<std::byte> writeCheckpoint(const Checkpoint& checkpoint, std::size_t stateSize,
                                                     const StatePieces& pieces);

/// Errors: CheckpointDamaged for anything that writeCheckpoint() did not make.
[[nodiscard]] Result<Checkpoint> readCheckpoint(std::span<const std::byte> bytes);

/// FNV-1a, 64 bits.
[[nodiscard]] std::uint64_t hashBytes(std::span<const std::byte> bytes);

} // namespace tunescope
