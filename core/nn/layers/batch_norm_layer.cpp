// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/batch_norm_layer.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr float kMomentum = 0.1F;

} // namespace

BatchNormLayer::BatchNormLayer(const KernelTable& kernels, std::int64_t width)
    : Layer(kernels)
    , m_width(width)
{
    addParameter("scale", ParameterRole::Scale, width);
    addParameter("shift", ParameterRole::Shift, width);
    addParameter("running_mean", ParameterRole::RunningMean, width);
    addParameter("running_variance", ParameterRole::RunningVariance, width);
}

void BatchNormLayer::planMemory(MemoryPlan& plan, const RowCounts& rows)
{
    // Normalised inputs, then batch mean, batch variance, inverse deviation and the running inverse
    // deviation.
    m_normalizedOffset = plan.reserve(std::max(rows.train, rows.last) * m_width);
    m_columnsOffset = plan.reserve(4 * paddedCount(m_width));
}

void BatchNormLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& all, const Arena& arena)
{
    const std::int64_t scale = parameters()[0].offset;
    const std::int64_t shift = parameters()[1].offset;
    const std::int64_t row = paddedCount(m_width);
    float* columns = arena.at(m_columnsOffset);
    m_args = {.columns = m_width,
              .src = buffers.src,
              .dst = buffers.dst,
              .normalized = arena.at(m_normalizedOffset),
              .scale = all.values + scale,
              .shift = all.values + shift,
              .center = columns,
              .inverse = columns + row,
              .variance = columns + 2 * row,
              .diff = buffers.diffDst,
              .scaleDiff = all.gradients + scale,
              .shiftDiff = all.gradients + shift};
    m_runningInverse = columns + 3 * row;
    m_runningMean = all.statistics + parameters()[2].offset;
    m_runningVariance = all.statistics + parameters()[3].offset;
}

void BatchNormLayer::updateRunning(std::int64_t rows)
{
    const float unbiased = static_cast<float>(rows) / static_cast<float>(std::max<std::int64_t>(rows - 1, 1));
    for (std::int64_t c = 0; c < m_width; ++c) {
        m_runningMean[c] = (1.0F - kMomentum) * m_runningMean[c] + kMomentum * m_args.center[c];
        m_runningVariance[c] =
            (1.0F - kMomentum) * m_runningVariance[c] + kMomentum * unbiased * m_args.variance[c];
    }
}

void BatchNormLayer::forward(const Pass& pass)
{
    NormArgs args = m_args;
    args.rows = pass.rows;
    if (pass.kind == PassKind::Train) {
        m_kernels.batchNormTrain(args);
        updateRunning(pass.rows);
        return;
    }
    for (std::int64_t c = 0; c < m_width; ++c)
        m_runningInverse[c] = 1.0F / std::sqrt(m_runningVariance[c] + args.epsilon);
    args.center = m_runningMean;
    args.inverse = m_runningInverse;
    m_kernels.batchNormEvaluate(args);
}

void BatchNormLayer::backward(const Pass& pass)
{
    NormArgs args = m_args;
    args.rows = pass.rows;
    m_kernels.batchNormBackward(args);
}

} // namespace tunescope
