// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/trainer.h"

#include "core/nn/memory_plan.h"

#include <algorithm>

namespace tunescope {
namespace {

constexpr double kBuffersPerWeight =
    6.0; // values, gradients, two optimizer states, best values, kernel scratch
constexpr double kEvaluationRowsLimit = 512.0;
constexpr double kFixedBytes = 4.0e6; // primitives and their code

double rounded(std::int64_t units)
{
    // Blocked layouts pad both sides of a weight matrix, the outer one to 64.
    return static_cast<double>((units + 63) / 64 * 64);
}

} // namespace

std::uint64_t trainingBytes(const TrainingConfig& config, std::int64_t inputs, std::int64_t outputs)
{
    double weights = 0.0;
    double width = static_cast<double>(inputs);
    std::int64_t from = inputs;
    std::vector<std::int64_t> layers = config.hidden;
    layers.push_back(outputs);
    for (const std::int64_t to : layers) {
        weights += static_cast<double>(paddedCount(from)) * rounded(to) + 4.0 * rounded(to);
        width += 5.0 * static_cast<double>(to); // output, normalised, activation, dropout and its mask
        from = to;
    }
    const double widest = static_cast<double>(*std::max_element(layers.begin(), layers.end()));
    const double rows = std::max(static_cast<double>(config.batchSize) + 1.0, kEvaluationRowsLimit);
    const double bytes = 4.0 * (kBuffersPerWeight * weights + rows * (width + 2.0 * widest)) + kFixedBytes;
    constexpr double kLargest = 9.0e18;
    return static_cast<std::uint64_t>(std::min(bytes, kLargest));
}

} // namespace tunescope
