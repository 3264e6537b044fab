// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/image_order_layers.h"

#include <algorithm>

namespace tunescope {

BlockImageLayer::BlockImageLayer(const KernelTable& kernels, const ImageSize& size)
    : Layer(kernels)
    , m_size(size)
{
}

void BlockImageLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& /*parameters*/,
                           const Arena& /*arena*/)
{
    m_buffers = buffers;
}

void BlockImageLayer::forward(const Pass& pass)
{
    for (std::int64_t n = pass.first; n < pass.first + pass.rows; ++n)
        toBlocked(m_size, m_buffers.src + n * inputs(), m_buffers.dst + n * outputs());
}

void BlockImageLayer::backward(const Pass& pass)
{
    for (std::int64_t n = 0; n < pass.rows && m_buffers.diffSrc != nullptr; ++n)
        fromBlocked(m_size, m_buffers.diffDst + pass.first * m_buffers.diffDstStep + n * outputs(),
                    m_buffers.diffSrc + pass.first * m_buffers.diffSrcStep + n * inputs());
}

PixelRowsLayer::PixelRowsLayer(const KernelTable& kernels, const ImageSize& size)
    : Layer(kernels)
    , m_size(size)
{
}

void PixelRowsLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& /*parameters*/,
                          const Arena& /*arena*/)
{
    m_buffers = buffers;
}

void PixelRowsLayer::forward(const Pass& pass)
{
    const std::int64_t block = channelBlock();
    const std::int64_t pixels = m_size.pixels();
    for (std::int64_t n = 0; n < pass.rows; ++n) {
        for (std::int64_t start = 0; start < m_size.channels; start += block) {
            const std::int64_t channels = std::min(block, m_size.channels - start);
            const float* src = m_buffers.src + n * inputs() + start * pixels;
            float* dst = m_buffers.dst + n * outputs() + start;
            for (std::int64_t p = 0; p < pixels; ++p)
                std::copy_n(src + p * block, channels, dst + p * m_size.channels);
        }
    }
}

void PixelRowsLayer::backward(const Pass& pass)
{
    const std::int64_t block = channelBlock();
    const std::int64_t pixels = m_size.pixels();
    for (std::int64_t n = 0; n < pass.rows; ++n) {
        for (std::int64_t start = 0; start < m_size.channels; start += block) {
            const std::int64_t channels = std::min(block, m_size.channels - start);
            const float* diff = m_buffers.diffDst + n * outputs() + start;
            float* back = m_buffers.diffSrc + n * inputs() + start * pixels;
            for (std::int64_t p = 0; p < pixels; ++p) {
                std::copy_n(diff + p * m_size.channels, channels, back + p * block);
                std::fill(back + p * block + channels, back + (p + 1) * block, 0.0F);
            }
        }
    }
}

} // namespace tunescope
