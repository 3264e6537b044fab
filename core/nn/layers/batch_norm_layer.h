// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layer.h"

namespace tunescope {

/// Batch normalisation: per column x' = scale * (x - mean) / sqrt(variance + 1e-5) + shift, with the batch's
/// own mean and biased variance while training, and running averages when evaluating.
///
/// As in PyTorch: running = 0.9 * running + 0.1 * batch, with the unbiased variance. A training batch needs 2
/// rows. Source: Ioffe & Szegedy, "Batch Normalization: Accelerating Deep Network Training ...", ICML 2015.
class BatchNormLayer final : public Layer
{
public:
    BatchNormLayer(const KernelTable& kernels, std::int64_t width);

    [[nodiscard]] std::string_view name() const override { return "batch"; }
    [[nodiscard]] std::int64_t inputs() const override { return m_width; }
    void planMemory(MemoryPlan& plan, const RowCounts& rows) override;
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    void updateRunning(std::int64_t rows);

    std::int64_t m_width;
    std::int64_t m_normalizedOffset = 0;
    std::int64_t m_columnsOffset = 0;
    NormArgs m_args; ///< For training.
    float* m_runningMean = nullptr;
    float* m_runningVariance = nullptr;
    float* m_runningInverse = nullptr; ///< Scratch for evaluation.
};

} // namespace tunescope
