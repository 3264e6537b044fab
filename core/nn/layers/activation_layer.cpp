// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/activation_layer.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tunescope {

ActivationLayer::ActivationLayer(const KernelTable& kernels, Activation kind, std::int64_t width)
    : Layer(kernels)
    , m_kind(kind)
    , m_width(width)
{
}

ActivationLayer::ActivationLayer(const KernelTable& kernels, Activation kind, const ImageSize& image)
    : Layer(kernels)
    , m_kind(kind)
    , m_width(blockedCount(image))
    , m_image(image)
{
}

UnitHealth ActivationLayer::health(std::int64_t rows) const
{
    const std::int64_t block = m_image ? channelBlock() : m_width;
    const std::int64_t units = m_image ? paddedChannels(m_image->channels) : m_width;
    const std::int64_t pixels = m_width / units;
    const float low = m_kind == Activation::Sigmoid ? 0.01F : -0.99F;
    const bool squashes = m_kind == Activation::Sigmoid || m_kind == Activation::Tanh;
    std::vector<float> largest(static_cast<std::size_t>(units), 0.0F); // of each unit
    std::int64_t saturated = 0;
    for (std::int64_t p = 0; p < rows * units * pixels / block; ++p) {
        const float* values = m_buffers.dst + p * block;
        float* most = largest.data() + p / pixels * block % units;
        for (std::int64_t i = 0; i < block; ++i)
            most[i] = std::max(most[i], std::abs(values[i]));
        for (std::int64_t i = 0; i < block && squashes; ++i)
            saturated += static_cast<std::int64_t>(values[i] > 0.99F || values[i] < low);
    }
    const std::int64_t real = m_image ? m_image->channels : units;
    const auto dead = static_cast<double>(std::count(largest.begin(), largest.begin() + real, 0.0F));
    const auto outputs = static_cast<double>(std::max<std::int64_t>(rows * real * pixels, 1));
    return {dead / static_cast<double>(real), static_cast<double>(saturated) / outputs};
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
    const std::int64_t first = pass.first * m_width;
    m_kernels.activate(m_kind, m_buffers.src + first, m_buffers.dst + first, pass.rows * m_width);
}

void ActivationLayer::backward(const Pass& pass)
{
    const std::int64_t first = pass.first * m_width;
    m_kernels.activateBackward(m_kind, m_buffers.src + first, m_buffers.dst + first,
                               m_buffers.diffDst + pass.first * m_buffers.diffDstStep, pass.rows * m_width);
}

} // namespace tunescope
