// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/direct_conv.h"

#include <algorithm>

namespace tunescope {

DirectConv::DirectConv(const KernelTable& kernels, const ConvShape& shape)
    : m_kernels(kernels)
    , m_shape(shape)
    , m_taps(shape.input.channels * shape.kernel * shape.kernel)
    , m_outputs(paddedChannels(shape.outputs))
{
    const std::int64_t row = shape.input.width + 2 * shape.padding();
    const std::int64_t plane = row * (shape.input.height + 2 * shape.padding());
    for (std::int64_t c = 0; c < shape.input.channels; ++c) {
        for (std::int64_t y = 0; y < shape.kernel; ++y) {
            for (std::int64_t x = 0; x < shape.kernel; ++x)
                m_tapOffset.push_back(
                    static_cast<std::int32_t>(c * plane + y * shape.dilation * row + x * shape.dilation));
        }
    }
    m_args = {.height = shape.input.height,
              .width = shape.input.width,
              .taps = m_taps,
              .outputs = m_outputs,
              .block = channelBlock(),
              .paddedRow = row,
              .tapOffset = m_tapOffset.data(),
              .weightRow = m_outputs};
}

void DirectConv::pack(const float* plain, float* stored) const
{
    for (std::int64_t o = 0; o < m_shape.outputs; ++o) {
        for (std::int64_t tap = 0; tap < m_taps; ++tap)
            stored[tap * m_outputs + o] = plain[o * m_taps + tap];
    }
}

void DirectConv::unpack(const float* stored, float* plain) const
{
    for (std::int64_t o = 0; o < m_shape.outputs; ++o) {
        for (std::int64_t tap = 0; tap < m_taps; ++tap)
            plain[o * m_taps + tap] = stored[tap * m_outputs + o];
    }
}

std::int64_t DirectConv::scratch() const
{
    const std::int64_t border = 2 * m_shape.padding();
    return m_shape.input.channels * (m_shape.input.height + border) * (m_shape.input.width + border);
}

void DirectConv::bind(const DenseBuffers& buffers, float* scratch)
{
    m_buffers = buffers;
    m_padded = scratch;
    m_args.padded = scratch;
    m_args.weights = buffers.weights;
    m_args.bias = buffers.bias;
    m_args.weightDiff = buffers.weightDiff;
    m_args.biasDiff = buffers.biasDiff;
}

void DirectConv::pad(const float* image)
{
    const std::int64_t border = m_shape.padding();
    const std::int64_t width = m_shape.input.width;
    float* dst = m_padded;
    for (std::int64_t c = 0; c < m_shape.input.channels; ++c) {
        dst += border * m_args.paddedRow;
        for (std::int64_t y = 0; y < m_shape.input.height; ++y, dst += m_args.paddedRow, image += width)
            std::copy_n(image, width, dst + border);
        dst += border * m_args.paddedRow;
    }
}

void DirectConv::forward(const Pass& pass)
{
    const std::int64_t from = m_shape.input.count();
    const std::int64_t to = m_outputs * m_shape.input.pixels();
    DirectConvArgs args = m_args;
    for (std::int64_t image = pass.first; image < pass.first + pass.rows; ++image) {
        pad(m_buffers.src + image * from);
        args.dst = m_buffers.dst + image * to;
        m_kernels.image.directConv(args);
    }
}

void DirectConv::backward(const Pass& pass)
{
    const std::int64_t from = m_shape.input.count();
    const std::int64_t to = m_outputs * m_shape.input.pixels();
    DirectConvArgs args = m_args;
    if (pass.first == 0) {
        std::fill_n(m_buffers.weightDiff, storedWeights(), 0.0F);
        std::fill_n(m_buffers.biasDiff, m_outputs, 0.0F);
    }
    const float* diffDst = m_buffers.diffDst + pass.first * m_buffers.diffDstStep;
    for (std::int64_t image = 0; image < pass.rows; ++image) {
        pad(m_buffers.src + (pass.first + image) * from);
        args.diffDst = diffDst + image * to;
        m_kernels.image.directConvWeights(args);
    }
}

} // namespace tunescope
