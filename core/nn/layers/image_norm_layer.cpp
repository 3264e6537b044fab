// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/image_norm_layer.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr float kMomentum = 0.1F;

} // namespace

ImageNormLayer::ImageNormLayer(const KernelTable& kernels, const ImageSize& size)
    : Layer(kernels)
    , m_size(size)
    , m_channels(paddedChannels(size.channels))
{
    for (const auto& [suffix, role] :
         {std::pair("scale", ParameterRole::Scale), std::pair("shift", ParameterRole::Shift),
          std::pair("running_mean", ParameterRole::RunningMean),
          std::pair("running_variance", ParameterRole::RunningVariance)})
        addParameter(suffix, role, size.channels).stored = m_channels;
}

void ImageNormLayer::planMemory(MemoryPlan& plan, const RowCounts& /*rows*/)
{
    // Batch mean, batch variance, inverse deviation and the running inverse deviation.
    m_columnsOffset = plan.reserve(4 * m_channels);
}

void ImageNormLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& all, const Arena& arena)
{
    const std::int64_t scale = parameters()[0].offset;
    const std::int64_t shift = parameters()[1].offset;
    float* columns = arena.at(m_columnsOffset);
    m_args = {.channels = m_channels,
              .pixels = m_size.pixels(),
              .block = channelBlock(),
              .src = buffers.src,
              .dst = buffers.dst,
              .scale = all.values + scale,
              .shift = all.values + shift,
              .center = columns,
              .inverse = columns + m_channels,
              .variance = columns + 2 * m_channels,
              .diff = buffers.diffDst,
              .scaleDiff = all.gradients + scale,
              .shiftDiff = all.gradients + shift};
    m_runningInverse = columns + 3 * m_channels;
    m_runningMean = all.statistics + parameters()[2].offset;
    m_runningVariance = all.statistics + parameters()[3].offset;
}

void ImageNormLayer::updateRunning(std::int64_t count)
{
    const float unbiased =
        static_cast<float>(count) / static_cast<float>(std::max<std::int64_t>(count - 1, 1));
    for (std::int64_t c = 0; c < m_size.channels; ++c) {
        m_runningMean[c] = (1.0F - kMomentum) * m_runningMean[c] + kMomentum * m_args.center[c];
        m_runningVariance[c] =
            (1.0F - kMomentum) * m_runningVariance[c] + kMomentum * unbiased * m_args.variance[c];
    }
}

void ImageNormLayer::forward(const Pass& pass)
{
    ImageNormArgs args = m_args;
    args.images = pass.rows;
    if (pass.kind == PassKind::Train) {
        m_kernels.image.normTrain(args);
        updateRunning(pass.rows * m_size.pixels());
        return;
    }
    for (std::int64_t c = 0; c < m_size.channels; ++c)
        m_runningInverse[c] = 1.0F / std::sqrt(m_runningVariance[c] + args.epsilon);
    args.center = m_runningMean;
    args.inverse = m_runningInverse;
    m_kernels.image.normEvaluate(args);
}

void ImageNormLayer::backward(const Pass& pass)
{
    ImageNormArgs args = m_args;
    args.images = pass.rows;
    m_kernels.image.normBackward(args);
}

} // namespace tunescope
