// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/image_layout.h"
#include "core/nn/layer.h"

namespace tunescope {

/// Batch normalisation of blocked images: BatchNormLayer with one mean and variance a channel, over all
/// pixels of the batch. Filling channels stay zero.
class ImageNormLayer final : public Layer
{
public:
    ImageNormLayer(const KernelTable& kernels, const ImageSize& size);

    [[nodiscard]] std::string_view name() const override { return "image_batch"; }
    [[nodiscard]] std::int64_t inputs() const override { return blockedCount(m_size); }
    void planMemory(MemoryPlan& plan, const RowCounts& rows) override;
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    void updateRunning(std::int64_t count);

    ImageSize m_size;
    std::int64_t m_channels; ///< Whole blocks.
    std::int64_t m_columnsOffset = 0;
    ImageNormArgs m_args; ///< For training.
    float* m_runningMean = nullptr;
    float* m_runningVariance = nullptr;
    float* m_runningInverse = nullptr; ///< Scratch for evaluation.
};

} // namespace tunescope
