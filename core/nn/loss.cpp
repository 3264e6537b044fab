// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/loss.h"

#include <algorithm>

namespace tunescope {
namespace {

void fillRowWeights(const LossBatch& batch)
{
    if (batch.classWeight == nullptr) {
        std::fill_n(batch.rowWeight, batch.rows, 1.0F / static_cast<float>(batch.rows));
        return;
    }
    float total = 0.0F;
    for (std::int64_t r = 0; r < batch.rows; ++r) {
        batch.rowWeight[r] = batch.classWeight[batch.classes[r]];
        total += batch.rowWeight[r];
    }
    for (std::int64_t r = 0; r < batch.rows; ++r)
        batch.rowWeight[r] /= total;
}

} // namespace

double crossEntropy(const KernelTable& kernels, const LossBatch& batch)
{
    if (batch.diff != nullptr)
        fillRowWeights(batch);
    return kernels.crossEntropy({.rows = batch.rows,
                                 .classes = batch.outputs,
                                 .logits = batch.output,
                                 .target = batch.classes,
                                 .rowWeight = batch.diff != nullptr ? batch.rowWeight : nullptr,
                                 .smoothing = batch.smoothing,
                                 .probabilities = batch.predictions,
                                 .samples = batch.samples,
                                 .diff = batch.diff});
}

double squaredError(const LossBatch& batch)
{
    double total = 0.0;
    const float factor = 2.0F / static_cast<float>(batch.rows);
    for (std::int64_t r = 0; r < batch.rows; ++r) {
        const float error = batch.output[r] - batch.values[r];
        total += static_cast<double>(error) * static_cast<double>(error);
        batch.predictions[r] = batch.output[r];
        if (batch.diff != nullptr)
            batch.diff[r] = factor * error;
    }
    return total;
}

double reconstructionError(const LossBatch& batch)
{
    double total = 0.0;
    const float share = 1.0F / static_cast<float>(batch.outputs);
    const float factor = 2.0F * share / static_cast<float>(batch.rows);
    for (std::int64_t r = 0; r < batch.rows; ++r) {
        const float* output = batch.output + r * batch.outputs;
        const float* value = batch.values + r * batch.outputs;
        double sum = 0.0;
        for (std::int64_t k = 0; k < batch.outputs; ++k) {
            const float error = output[k] - value[k];
            sum += static_cast<double>(error) * static_cast<double>(error);
            if (batch.diff != nullptr)
                batch.diff[r * batch.outputs + k] = factor * error;
        }
        batch.predictions[r] = static_cast<float>(sum) * share;
        total += sum / static_cast<double>(batch.outputs);
    }
    return total;
}

} // namespace tunescope
