// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/image_layout.h"
#include "core/nn/layer.h"

namespace tunescope {

/// Layer normalisation of blocked images: x' = scale * (x - mean) / sqrt(variance + 1e-5) + shift, with one
/// mean and biased variance an image, over all its channels and pixels, and one scale and shift a channel;
/// the same when evaluating. Filling channels stay zero.
///
/// Source: Ba, Kiros & Hinton, "Layer Normalization", 2016; with scale and shift by channel it is group
/// normalisation of one group (Wu & He, "Group Normalization", ECCV 2018), PyTorch's GroupNorm(1, C).
class ImageLayerNormLayer final : public Layer
{
public:
    ImageLayerNormLayer(const KernelTable& kernels, const ImageSize& size);

    [[nodiscard]] std::string_view name() const override { return "image_layer"; }
    [[nodiscard]] std::int64_t inputs() const override { return blockedCount(m_size); }
    void planMemory(MemoryPlan& plan, const RowCounts& rows) override;
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    struct Moments {
        float mean = 0.0F;
        float inverse = 0.0F; ///< 1 / sqrt(variance + epsilon)
    };

    [[nodiscard]] Moments momentsOf(const float* image) const;
    void backwardOne(const float* image, float* diff, const Moments& moments);

    ImageSize m_size;
    std::int64_t m_channels; ///< Whole blocks.
    std::int64_t m_momentsOffset = 0;
    LayerBuffers m_buffers;
    float* m_moments = nullptr; ///< [N, 2] mean and inverse deviation of each image.
    const float* m_scale = nullptr;
    const float* m_shift = nullptr;
    float* m_scaleDiff = nullptr;
    float* m_shiftDiff = nullptr;
};

} // namespace tunescope
