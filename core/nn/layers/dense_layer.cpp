// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/dense_layer.h"

#include <vector>

namespace tunescope {

DenseLayer::DenseLayer(const KernelTable& kernels, DenseShape shape, InputGradient inputGradient,
                       DenseChoice choice, const DenseRows& rows)
    : Layer(kernels)
    , m_shape(shape)
    , m_rows(rows)
    , m_inputGradient(inputGradient)
    , m_choice(choice)
{
    addParameter("weight", ParameterRole::Weight, shape.outputs, shape.inputs);
    addParameter("bias", ParameterRole::Bias, shape.outputs);
    if (rows.image)
        m_shape.inputs = blockedCount(*rows.image);
}

void DenseLayer::planMemory(MemoryPlan& plan, const RowCounts& rows)
{
    const RowCounts counts{.train = rows.train * m_rows.perSample,
                           .last = rows.last * m_rows.perSample,
                           .evaluate = rows.evaluate * m_rows.perSample};
    m_backend = makeDenseBackend(m_choice, m_kernels, m_shape, counts, m_inputGradient);
    parameters()[0].stored = m_backend->storedWeights();
    m_scratch = plan.reserve(m_backend->scratch());
}

void DenseLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& all, const Arena& arena)
{
    const std::int64_t weight = parameters()[0].offset;
    const std::int64_t bias = parameters()[1].offset;
    m_backend->bind({.src = buffers.src,
                     .dst = buffers.dst,
                     .diffDst = buffers.diffDst,
                     .diffSrc = buffers.diffSrc,
                     .weights = all.values + weight,
                     .bias = all.values + bias,
                     .weightDiff = all.gradients + weight,
                     .biasDiff = all.gradients + bias,
                     .weightOffset = weight},
                    arena.at(m_scratch));
}

void DenseLayer::pack(std::size_t index, const float* plain, float* stored) const
{
    if (index != 0)
        return Layer::pack(index, plain, stored);
    if (!m_rows.image)
        return m_backend->pack(plain, stored);
    std::vector<float> blocked(static_cast<std::size_t>(m_shape.outputs * m_shape.inputs));
    for (std::int64_t o = 0; o < m_shape.outputs; ++o)
        toBlocked(*m_rows.image, plain + o * m_rows.image->count(), blocked.data() + o * m_shape.inputs);
    m_backend->pack(blocked.data(), stored);
}

void DenseLayer::unpack(std::size_t index, const float* stored, float* plain) const
{
    if (index != 0)
        return Layer::unpack(index, stored, plain);
    if (!m_rows.image)
        return m_backend->unpack(stored, plain);
    std::vector<float> blocked(static_cast<std::size_t>(m_shape.outputs * m_shape.inputs));
    m_backend->unpack(stored, blocked.data());
    for (std::int64_t o = 0; o < m_shape.outputs; ++o)
        fromBlocked(*m_rows.image, blocked.data() + o * m_shape.inputs, plain + o * m_rows.image->count());
}

} // namespace tunescope
