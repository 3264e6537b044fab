// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/sequence_layers.h"

#include <algorithm>

namespace tunescope {

LastStepLayer::LastStepLayer(const KernelTable& kernels, std::int64_t steps, std::int64_t width)
    : Layer(kernels)
    , m_steps(steps)
    , m_width(width)
{
}

void LastStepLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& /*parameters*/,
                         const Arena& /*arena*/)
{
    m_buffers = buffers;
}

void LastStepLayer::forward(const Pass& pass)
{
    const std::int64_t count = pass.rows * m_width;
    std::copy_n(m_buffers.src + (m_steps - 1) * count, count, m_buffers.dst);
}

void LastStepLayer::backward(const Pass& pass)
{
    const std::int64_t count = pass.rows * m_width;
    std::fill_n(m_buffers.diffSrc, (m_steps - 1) * count, 0.0F);
    std::copy_n(m_buffers.diffDst, count, m_buffers.diffSrc + (m_steps - 1) * count);
}

EmbeddingMeanLayer::EmbeddingMeanLayer(const KernelTable& kernels, std::int64_t steps,
                                       std::int64_t vocabulary, std::int64_t width)
    : Layer(kernels)
    , m_steps(steps)
    , m_vocabulary(vocabulary)
    , m_width(width)
{
    addParameter("embedding", ParameterRole::Embedding, vocabulary, width);
}

void EmbeddingMeanLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& all,
                              const Arena& /*arena*/)
{
    m_buffers = buffers;
    m_table = all.values + parameters()[0].offset;
    m_tableDiff = all.gradients + parameters()[0].offset;
}

void EmbeddingMeanLayer::forward(const Pass& pass)
{
    const float share = 1.0F / static_cast<float>(m_steps);
    std::fill_n(m_buffers.dst, pass.rows * m_width, 0.0F);
    for (std::int64_t t = 0; t < m_steps; ++t) {
        for (std::int64_t r = 0; r < pass.rows; ++r)
            m_kernels.recurrent.addTo(m_buffers.dst + r * m_width,
                                      m_table + m_buffers.tokens[t * pass.rows + r] * m_width, m_width);
    }
    for (std::int64_t i = 0; i < pass.rows * m_width; ++i)
        m_buffers.dst[i] *= share;
}

void EmbeddingMeanLayer::backward(const Pass& pass)
{
    const float share = 1.0F / static_cast<float>(m_steps);
    std::fill_n(m_tableDiff, m_vocabulary * m_width, 0.0F);
    for (std::int64_t i = 0; i < pass.rows * m_width; ++i)
        m_buffers.diffDst[i] *= share;
    for (std::int64_t t = 0; t < m_steps; ++t) {
        for (std::int64_t r = 0; r < pass.rows; ++r)
            m_kernels.recurrent.addTo(m_tableDiff + m_buffers.tokens[t * pass.rows + r] * m_width,
                                      m_buffers.diffDst + r * m_width, m_width);
    }
}

} // namespace tunescope
