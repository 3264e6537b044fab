// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/trainer_checks.h"

#include "core/training/training_memory.h"

namespace tunescope {
namespace {

/// Rounded up.
std::uint64_t megabytes(std::uint64_t bytes)
{
    constexpr std::uint64_t kMegabyte = 1'000'000;
    return bytes / kMegabyte + (bytes % kMegabyte == 0 ? 0 : 1);
}

} // namespace

Result<void> checkData(const PreparedData& data, const TrainingConfig& config)
{
    const std::int64_t needed = config.normalization == Normalization::Batch ? 2 : 1;
    if (data.train.size() < needed)
        return fail(ErrorCode::TrainingPartTooSmall, {{"rows", data.train.size()}, {"needed", needed}});
    if (data.inputs() < 1 || data.outputs() < 1)
        return fail(ErrorCode::NoInputs);
    return {};
}

Result<void> checkSize(const PreparedData& data, const TrainingConfig& config, std::uint64_t limit)
{
    const std::uint64_t bytes = trainingBytes(config, sizesOf(data));
    if (bytes <= limit)
        return {};
    return fail(ErrorCode::NetworkTooLarge, {{"layers", config.hidden.size() + 1},
                                             {"weights", expectedWeights(config, sizesOf(data))},
                                             {"needed", megabytes(bytes)},
                                             {"allowed", megabytes(limit)}});
}

} // namespace tunescope
