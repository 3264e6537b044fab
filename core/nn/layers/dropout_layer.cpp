// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/dropout_layer.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cmath>

namespace tunescope {

DropoutLayer::DropoutLayer(const KernelTable& kernels, std::int64_t width, double rate, std::uint64_t layer)
    : Layer(kernels)
    , m_width(width)
    , m_layer(layer)
    , m_threshold(static_cast<std::uint32_t>(std::lround(std::clamp(rate, 0.0, 0.9999) * 65536.0)))
    , m_scale(static_cast<float>(65536.0 / (65536.0 - static_cast<double>(m_threshold))))
{
}

void DropoutLayer::planMemory(MemoryPlan& plan, const RowCounts& rows)
{
    m_maskOffset = plan.reserve(std::max(rows.train, rows.last) * m_width);
}

void DropoutLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& /*parameters*/,
                        const Arena& arena)
{
    m_buffers = buffers;
    m_mask = arena.at(m_maskOffset);
}

void DropoutLayer::forward(const Pass& pass)
{
    const std::int64_t count = pass.rows * m_width;
    if (pass.kind == PassKind::Evaluate) {
        std::copy_n(m_buffers.src, count, m_buffers.dst);
        return;
    }
    const std::uint64_t key = deriveSeed(Purpose::Dropout, pass.seed, {pass.step, m_layer});
    m_kernels.dropout(key, m_threshold, m_scale, m_buffers.src, m_buffers.dst, m_mask, count);
}

void DropoutLayer::backward(const Pass& pass)
{
    m_kernels.multiply(m_buffers.diffDst, m_mask, pass.rows * m_width);
}

} // namespace tunescope
