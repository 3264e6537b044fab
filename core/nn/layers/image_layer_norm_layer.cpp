// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/image_layer_norm_layer.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr double kNormEpsilon = 1e-5;

/// Calls visit(channel, offset) for every real number of a blocked image.
template <class Visit>
void eachOf(const ImageSize& size, Visit visit)
{
    const std::int64_t block = channelBlock();
    for (std::int64_t first = 0; first < size.channels; first += block) {
        const std::int64_t lanes = std::min(block, size.channels - first);
        for (std::int64_t pixel = 0; pixel < size.pixels(); ++pixel) {
            const std::int64_t at = first * size.pixels() + pixel * block;
            for (std::int64_t lane = 0; lane < lanes; ++lane)
                visit(first + lane, at + lane);
        }
    }
}

/// The channels that only fill up the last block stay 0, values and gradients.
void clearFilling(const ImageSize& size, float* image)
{
    const std::int64_t block = channelBlock();
    const std::int64_t lanes = size.channels % block;
    if (lanes == 0)
        return;
    float* last = image + (size.channels - lanes) * size.pixels();
    for (std::int64_t pixel = 0; pixel < size.pixels(); ++pixel)
        std::fill(last + pixel * block + lanes, last + (pixel + 1) * block, 0.0F);
}

} // namespace

ImageLayerNormLayer::ImageLayerNormLayer(const KernelTable& kernels, const ImageSize& size)
    : Layer(kernels)
    , m_size(size)
    , m_channels(paddedChannels(size.channels))
{
    addParameter("scale", ParameterRole::Scale, size.channels).stored = m_channels;
    addParameter("shift", ParameterRole::Shift, size.channels).stored = m_channels;
}

void ImageLayerNormLayer::planMemory(MemoryPlan& plan, const RowCounts& rows)
{
    m_momentsOffset = plan.reserve(2 * rows.largest());
}

void ImageLayerNormLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& all, const Arena& arena)
{
    m_buffers = buffers;
    m_moments = arena.at(m_momentsOffset);
    m_scale = all.values + parameters()[0].offset;
    m_shift = all.values + parameters()[1].offset;
    m_scaleDiff = all.gradients + parameters()[0].offset;
    m_shiftDiff = all.gradients + parameters()[1].offset;
}

ImageLayerNormLayer::Moments ImageLayerNormLayer::momentsOf(const float* image) const
{
    const auto count = static_cast<double>(m_size.count());
    double sum = 0.0;
    eachOf(m_size, [&](std::int64_t, std::int64_t at) { sum += static_cast<double>(image[at]); });
    const double mean = sum / count;
    double squares = 0.0;
    eachOf(m_size, [&](std::int64_t, std::int64_t at) {
        const double off = static_cast<double>(image[at]) - mean;
        squares += off * off;
    });
    return {.mean = static_cast<float>(mean),
            .inverse = static_cast<float>(1.0 / std::sqrt(squares / count + kNormEpsilon))};
}

void ImageLayerNormLayer::forward(const Pass& pass)
{
    for (std::int64_t n = 0; n < pass.rows; ++n) {
        const float* src = m_buffers.src + n * inputs();
        float* dst = m_buffers.dst + n * inputs();
        const Moments moments = momentsOf(src);
        m_moments[2 * n] = moments.mean;
        m_moments[2 * n + 1] = moments.inverse;
        eachOf(m_size, [&](std::int64_t channel, std::int64_t at) {
            dst[at] = m_scale[channel] * (src[at] - moments.mean) * moments.inverse + m_shift[channel];
        });
        clearFilling(m_size, dst);
    }
}

/// With n the normalised value and g = scale * dL/dx': dL/dx = (g - mean(g) - n mean(g n)) * inverse.
void ImageLayerNormLayer::backwardOne(const float* image, float* diff, const Moments& moments)
{
    double sum = 0.0;
    double product = 0.0;
    eachOf(m_size, [&](std::int64_t channel, std::int64_t at) {
        const float normal = (image[at] - moments.mean) * moments.inverse;
        const float scaled = diff[at] * m_scale[channel];
        m_scaleDiff[channel] += diff[at] * normal;
        m_shiftDiff[channel] += diff[at];
        sum += static_cast<double>(scaled);
        product += static_cast<double>(scaled * normal);
    });
    const auto count = static_cast<double>(m_size.count());
    const auto meanScaled = static_cast<float>(sum / count);
    const auto meanProduct = static_cast<float>(product / count);
    eachOf(m_size, [&](std::int64_t channel, std::int64_t at) {
        const float normal = (image[at] - moments.mean) * moments.inverse;
        diff[at] = (diff[at] * m_scale[channel] - meanScaled - normal * meanProduct) * moments.inverse;
    });
    clearFilling(m_size, diff);
}

void ImageLayerNormLayer::backward(const Pass& pass)
{
    std::fill_n(m_scaleDiff, m_channels, 0.0F);
    std::fill_n(m_shiftDiff, m_channels, 0.0F);
    for (std::int64_t n = 0; n < pass.rows; ++n)
        backwardOne(m_buffers.src + n * inputs(), m_buffers.diffDst + n * inputs(),
                    {.mean = m_moments[2 * n], .inverse = m_moments[2 * n + 1]});
}

} // namespace tunescope
