// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/image_layout.h"
#include "core/nn/layer.h"

namespace tunescope {

/// Sets the filling channels of a blocked image to zero: after an activation that does not keep zero.
class ChannelMaskLayer final : public Layer
{
public:
    ChannelMaskLayer(const KernelTable& kernels, const ImageSize& size);

    [[nodiscard]] std::string_view name() const override { return "channel_mask"; }
    [[nodiscard]] std::int64_t inputs() const override { return blockedCount(m_size); }
    [[nodiscard]] bool slices() const override { return true; }
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    void clearFilling(float* images, std::int64_t count) const;

    ImageSize m_size;
    LayerBuffers m_buffers;
};

} // namespace tunescope
