// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/max_pool_layer.h"

namespace tunescope {

MaxPoolLayer::MaxPoolLayer(const KernelTable& kernels, const ImageSize& input)
    : Layer(kernels)
    , m_input(input)
{
}

void MaxPoolLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& /*parameters*/,
                        const Arena& /*arena*/)
{
    m_buffers = buffers;
}

PoolArgs MaxPoolLayer::argsOf(const Pass& pass) const
{
    return {.planes = pass.rows * paddedChannels(m_input.channels) / channelBlock(),
            .height = m_input.height,
            .width = m_input.width,
            .block = channelBlock(),
            .src = m_buffers.src,
            .dst = m_buffers.dst,
            .diffDst = m_buffers.diffDst,
            .diffSrc = m_buffers.diffSrc};
}

void MaxPoolLayer::forward(const Pass& pass)
{
    m_kernels.image.maxPool(argsOf(pass));
}

void MaxPoolLayer::backward(const Pass& pass)
{
    m_kernels.image.maxPoolBackward(argsOf(pass));
}

} // namespace tunescope
