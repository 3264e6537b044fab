// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/max_pool_layer.h"

#include <algorithm>

namespace tunescope {

MaxPoolLayer::MaxPoolLayer(const KernelTable& kernels, const ImageSize& input)
    : Layer(kernels)
    , m_input(input)
{
}

void MaxPoolLayer::planMemory(MemoryPlan& plan, const RowCounts& rows)
{
    const std::int64_t bytes = std::max(rows.train, rows.last) * outputs();
    m_placeOffset = plan.reserve((bytes + 3) / 4);
}

void MaxPoolLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& /*parameters*/,
                        const Arena& arena)
{
    m_buffers = buffers;
    m_place = reinterpret_cast<std::uint8_t*>(arena.at(m_placeOffset));
}

PoolArgs MaxPoolLayer::argsOf(const Pass& pass) const
{
    return {.planes = pass.rows * paddedChannels(m_input.channels) / channelBlock(),
            .height = m_input.height,
            .width = m_input.width,
            .block = channelBlock(),
            .src = m_buffers.src + pass.first * inputs(),
            .dst = m_buffers.dst + pass.first * outputs(),
            .place = pass.kind == PassKind::Train ? m_place + pass.first * outputs() : nullptr,
            .diffDst = m_buffers.diffDst + pass.first * m_buffers.diffDstStep,
            .diffSrc = m_buffers.diffSrc + pass.first * m_buffers.diffSrcStep};
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
