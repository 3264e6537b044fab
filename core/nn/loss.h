// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/kernels/kernels.h"

#include <cstdint>

namespace tunescope {

/// One batch at the end of a network.
struct LossBatch {
    std::int64_t rows = 0;
    std::int64_t outputs = 0;              ///< Classes K, or 1 for regression.
    const float* output = nullptr;         ///< [N, K], before softmax.
    const std::int32_t* classes = nullptr; ///< [N], classification.
    const float* values = nullptr;         ///< [N], regression, scaled; [N, K] reconstruction.
    const float* classWeight = nullptr;    ///< [K]; null: all 1.
    float smoothing = 0.0F;
    float* rowWeight = nullptr;   ///< [N], scratch for gradients.
    std::int64_t samples = 0;     ///< See CrossEntropyArgs.
    float* predictions = nullptr; ///< [N, K] probabilities, or [N] outputs; written.
    float* diff = nullptr;        ///< [N, K], gradient of the batch's loss by the output; null: not wanted.
};

/// Softmax and cross-entropy. Returns the sum over the rows of the data term -ln p(true class).
///
/// The gradient is that of  sum over rows of c(y) * (-sum_k t_k ln p_k) / sum of c(y),  with t = (1 - s) *
/// onehot(y) + s / K for label smoothing s and the class weight c of the row's true class: PyTorch's
/// CrossEntropyLoss where only one of the two is used.
[[nodiscard]] double crossEntropy(const KernelTable& kernels, const LossBatch& batch);

/// Squared error. Returns the sum over the rows of (output - scaled value)^2; the gradient is that of its
/// mean over the batch. So the loss of a regression is in units of the scaled target: 1 is what predicting
/// the training mean gives.
[[nodiscard]] double squaredError(const LossBatch& batch);

/// Mean squared error of each row against `values` [N, K], of an autoencoder. Returns the sum of the rows'
/// errors, which also go to `predictions` [N]; the gradient is that of their mean over the batch.
[[nodiscard]] double reconstructionError(const LossBatch& batch);

} // namespace tunescope
