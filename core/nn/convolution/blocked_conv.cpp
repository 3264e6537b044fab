// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/blocked_conv.h"

#include <algorithm>

namespace tunescope {

BlockedConv::BlockedConv(const KernelTable& kernels, const ConvShape& shape, InputGradient inputGradient)
    : m_kernels(kernels)
    , m_shape(shape)
    , m_inputGradient(inputGradient)
    , m_taps(shape.kernel * shape.kernel)
    , m_inputs(paddedChannels(shape.input.channels))
    , m_outputs(paddedChannels(shape.outputs))
{
}

/// copy(index in the plain weights [O, I, k, k], index in the stored ones) for each weight.
template <class Copy>
void BlockedConv::eachWeight(Copy copy) const
{
    const std::int64_t rows = m_taps * m_inputs;
    std::int64_t plain = 0;
    for (std::int64_t o = 0; o < m_shape.outputs; ++o) {
        for (std::int64_t i = 0; i < m_shape.input.channels; ++i) {
            for (std::int64_t tap = 0; tap < m_taps; ++tap)
                copy(plain++, panelIndex(rows, m_outputs, tap * m_inputs + i, o));
        }
    }
}

void BlockedConv::pack(const float* plain, float* stored) const
{
    eachWeight([&](std::int64_t from, std::int64_t to) { stored[to] = plain[from]; });
}

void BlockedConv::unpack(const float* stored, float* plain) const
{
    eachWeight([&](std::int64_t to, std::int64_t from) { plain[to] = stored[from]; });
}

std::int64_t BlockedConv::paddedCount(std::int64_t channels) const
{
    const std::int64_t border = 2 * m_shape.padding();
    return channels * (m_shape.input.height + border) * (m_shape.input.width + border);
}

std::int64_t BlockedConv::scratch() const
{
    const bool needed = m_inputGradient == InputGradient::Needed;
    return paddedCount(m_inputs) +
           (needed ? paddedCount(m_outputs) + panelCount(m_taps * m_outputs, m_inputs) : 0);
}

void BlockedConv::bind(const DenseBuffers& buffers, float* scratch)
{
    m_buffers = buffers;
    m_padded = scratch;
    m_paddedDiff = m_padded + paddedCount(m_inputs);
    m_turned = m_paddedDiff + paddedCount(m_outputs);
}

ConvArgs BlockedConv::argsOf(std::int64_t inputs, std::int64_t outputs) const
{
    return {.height = m_shape.input.height,
            .width = m_shape.input.width,
            .kernel = m_shape.kernel,
            .dilation = m_shape.dilation,
            .inputs = inputs,
            .outputs = outputs,
            .block = channelBlock()};
}

void BlockedConv::pad(const float* image, std::int64_t channels, float* padded) const
{
    const std::int64_t block = channelBlock();
    const std::int64_t border = m_shape.padding();
    const std::int64_t row = m_shape.input.width * block;
    const std::int64_t paddedRow = row + 2 * border * block;
    for (std::int64_t c = 0; c < channels; c += block) {
        padded += border * paddedRow;
        for (std::int64_t y = 0; y < m_shape.input.height; ++y, image += row, padded += paddedRow)
            std::copy_n(image, row, padded + border * block);
        padded += border * paddedRow;
    }
}

void BlockedConv::forward(const Pass& pass)
{
    const std::int64_t pixels = m_shape.input.pixels();
    ConvArgs args = argsOf(m_inputs, m_outputs);
    args.padded = m_padded;
    args.weights = m_buffers.weights;
    args.bias = m_buffers.bias;
    for (std::int64_t image = pass.first; image < pass.first + pass.rows; ++image) {
        pad(m_buffers.src + image * m_inputs * pixels, m_inputs, m_padded);
        args.dst = m_buffers.dst + image * m_outputs * pixels;
        m_kernels.image.conv(args);
    }
}

/// [taps, I, O] to [reversed taps, O, I].
void BlockedConv::turnWeights()
{
    for (std::int64_t tap = 0; tap < m_taps; ++tap)
        m_kernels.transpose({.rows = m_inputs,
                             .columns = m_outputs,
                             .src = m_buffers.weights,
                             .srcFirst = tap * m_inputs,
                             .srcRows = m_taps * m_inputs,
                             .dst = m_turned,
                             .dstFirst = (m_taps - 1 - tap) * m_outputs,
                             .dstRows = m_taps * m_outputs});
}

void BlockedConv::backward(const Pass& pass)
{
    const bool needed = m_inputGradient == InputGradient::Needed;
    if (pass.first == 0) {
        std::fill_n(m_buffers.weightDiff, storedWeights(), 0.0F);
        std::fill_n(m_buffers.biasDiff, m_outputs, 0.0F);
        if (needed)
            turnWeights();
    }
    const std::int64_t pixels = m_shape.input.pixels();
    ConvArgs weights = argsOf(m_inputs, m_outputs);
    weights.padded = m_padded;
    weights.weightDiff = m_buffers.weightDiff;
    weights.biasDiff = m_buffers.biasDiff;
    ConvArgs data = argsOf(m_outputs, m_inputs);
    data.padded = m_paddedDiff;
    data.weights = m_turned;
    const float* diffDst = m_buffers.diffDst + pass.first * m_buffers.diffDstStep;
    float* diffSrc = m_buffers.diffSrc + pass.first * m_buffers.diffSrcStep;
    for (std::int64_t image = 0; image < pass.rows; ++image) {
        weights.diffDst = diffDst + image * m_outputs * pixels;
        pad(m_buffers.src + (pass.first + image) * m_inputs * pixels, m_inputs, m_padded);
        m_kernels.image.convWeights(weights);
        if (!needed)
            continue;
        pad(weights.diffDst, m_outputs, m_paddedDiff);
        data.dst = diffSrc + image * m_inputs * pixels;
        m_kernels.image.conv(data);
    }
}

} // namespace tunescope
