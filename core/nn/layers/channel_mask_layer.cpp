// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/channel_mask_layer.h"

#include <algorithm>

namespace tunescope {

ChannelMaskLayer::ChannelMaskLayer(const KernelTable& kernels, const ImageSize& size)
    : Layer(kernels)
    , m_size(size)
{
}

void ChannelMaskLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& /*parameters*/,
                            const Arena& /*arena*/)
{
    m_buffers = buffers;
}

void ChannelMaskLayer::clearFilling(float* images, std::int64_t count) const
{
    const std::int64_t block = channelBlock();
    const std::int64_t used = m_size.channels % block;
    if (used == 0)
        return;
    const std::int64_t lastBlock = m_size.channels / block * block * m_size.pixels();
    for (std::int64_t n = 0; n < count; ++n) {
        float* pixel = images + n * inputs() + lastBlock;
        for (std::int64_t p = 0; p < m_size.pixels(); ++p, pixel += block)
            std::fill(pixel + used, pixel + block, 0.0F);
    }
}

void ChannelMaskLayer::forward(const Pass& pass)
{
    float* dst = m_buffers.dst + pass.first * inputs();
    std::copy_n(m_buffers.src + pass.first * inputs(), pass.rows * inputs(), dst);
    clearFilling(dst, pass.rows);
}

void ChannelMaskLayer::backward(const Pass& pass)
{
    clearFilling(m_buffers.diffDst + pass.first * m_buffers.diffDstStep, pass.rows);
}

} // namespace tunescope
