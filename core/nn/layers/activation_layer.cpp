// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/activation_layer.h"

namespace tunescope {

ActivationLayer::ActivationLayer(const KernelTable& kernels, Activation kind, std::int64_t width)
    : Layer(kernels)
    , m_kind(kind)
    , m_width(width)
{
}

ForwardPlace ActivationLayer::place() const
{
    // The slope of these two needs the input; of the others the output is enough.
    const bool needsInput = m_kind == Activation::Gelu || m_kind == Activation::Silu;
    return needsInput ? ForwardPlace::OwnBuffer : ForwardPlace::InPlace;
}

void ActivationLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& /*parameters*/,
                           const Arena& /*arena*/)
{
    m_buffers = buffers;
}

void ActivationLayer::forward(const Pass& pass)
{
    m_kernels.activate(m_kind, m_buffers.src, m_buffers.dst, pass.rows * m_width);
}

void ActivationLayer::backward(const Pass& pass)
{
    m_kernels.activateBackward(m_kind, m_buffers.src, m_buffers.dst, m_buffers.diffDst, pass.rows * m_width);
}

} // namespace tunescope
