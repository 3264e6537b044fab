// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/layer_norm_layer.h"

#include <algorithm>

namespace tunescope {

LayerNormLayer::LayerNormLayer(const KernelTable& kernels, std::int64_t width)
    : Layer(kernels)
    , m_width(width)
{
    addParameter("scale", ParameterRole::Scale, width);
    addParameter("shift", ParameterRole::Shift, width);
}

void LayerNormLayer::planMemory(MemoryPlan& plan, const RowCounts& rows)
{
    m_normalizedOffset = plan.reserve(std::max(rows.train, rows.last) * m_width);
    m_inverseOffset = plan.reserve(rows.largest());
}

void LayerNormLayer::bind(const LayerBuffers& buffers, const ParameterBuffers& all, const Arena& arena)
{
    const std::int64_t scale = parameters()[0].offset;
    const std::int64_t shift = parameters()[1].offset;
    m_args = {.columns = m_width,
              .src = buffers.src,
              .dst = buffers.dst,
              .normalized = arena.at(m_normalizedOffset),
              .scale = all.values + scale,
              .shift = all.values + shift,
              .inverse = arena.at(m_inverseOffset),
              .diff = buffers.diffDst,
              .scaleDiff = all.gradients + scale,
              .shiftDiff = all.gradients + shift};
}

void LayerNormLayer::forward(const Pass& pass)
{
    NormArgs args = m_args;
    args.rows = pass.rows;
    if (pass.kind == PassKind::Evaluate)
        args.normalized = nullptr;
    m_kernels.layerNorm(args);
}

void LayerNormLayer::backward(const Pass& pass)
{
    NormArgs args = m_args;
    args.rows = pass.rows;
    m_kernels.layerNormBackward(args);
}

} // namespace tunescope
