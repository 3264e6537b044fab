// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/dense_layer.h"

namespace tunescope {

DenseLayer::DenseLayer(const KernelTable& kernels, DenseShape shape, InputGradient inputGradient,
                       DenseChoice choice)
    : Layer(kernels)
    , m_shape(shape)
    , m_inputGradient(inputGradient)
    , m_choice(choice)
{
    addParameter("weight", ParameterRole::Weight, shape.outputs, shape.inputs);
    addParameter("bias", ParameterRole::Bias, shape.outputs);
}

void DenseLayer::planMemory(MemoryPlan& plan, const RowCounts& rows)
{
    m_backend = makeDenseBackend(m_choice, m_kernels, m_shape, rows, m_inputGradient);
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
                     .biasDiff = all.gradients + bias},
                    arena.at(m_scratch));
}

void DenseLayer::pack(std::size_t index, const float* plain, float* stored) const
{
    if (index == 0)
        m_backend->pack(plain, stored);
    else
        Layer::pack(index, plain, stored);
}

void DenseLayer::unpack(std::size_t index, const float* stored, float* plain) const
{
    if (index == 0)
        m_backend->unpack(stored, plain);
    else
        Layer::unpack(index, stored, plain);
}

} // namespace tunescope
