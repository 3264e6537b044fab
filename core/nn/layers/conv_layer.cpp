// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/conv_layer.h"

namespace tunescope {

ConvLayer::ConvLayer(const KernelTable& kernels, const ConvShape& shape, ConvSource source,
                     InputGradient inputGradient)
    : Layer(kernels)
    , m_shape(shape)
    , m_source(source)
    , m_inputGradient(inputGradient)
{
    const std::int64_t taps = shape.kernel * shape.kernel;
    addParameter("weight", ParameterRole::Weight, shape.outputs, shape.input.channels * taps).patch = taps;
    addParameter("bias", ParameterRole::Bias, shape.outputs).stored = paddedChannels(shape.outputs);
}

std::int64_t ConvLayer::inputs() const
{
    return m_source == ConvSource::Plain ? m_shape.input.count() : blockedCount(m_shape.input);
}

void ConvLayer::planMemory(MemoryPlan& plan, const RowCounts& rows)
{
    m_backend = makeConvBackend(m_kernels, m_shape, m_source, rows, m_inputGradient);
    parameters()[0].stored = m_backend->storedWeights();
    m_scratch = plan.reserve(m_backend->scratch());
}

void ConvLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& all, const Arena& arena)
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
                     .diffDstStep = buffers.diffDstStep,
                     .diffSrcStep = buffers.diffSrcStep},
                    arena.at(m_scratch));
}

void ConvLayer::pack(std::size_t index, const float* plain, float* stored) const
{
    if (index == 0)
        m_backend->pack(plain, stored);
    else
        Layer::pack(index, plain, stored);
}

void ConvLayer::unpack(std::size_t index, const float* stored, float* plain) const
{
    if (index == 0)
        m_backend->unpack(stored, plain);
    else
        Layer::unpack(index, stored, plain);
}

} // namespace tunescope
