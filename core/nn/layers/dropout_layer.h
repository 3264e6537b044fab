// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layer.h"

namespace tunescope {

/// Inverted dropout: while training each value is zeroed with probability `rate` and the others divided by 1
/// - rate; when evaluating nothing happens. The mask is named by (trial seed, step, layer) and has a
/// resolution of 1/65536 in the rate.
///
/// Source: Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", JMLR 15
/// (2014).
class DropoutLayer final : public Layer
{
public:
    DropoutLayer(const KernelTable& kernels, std::int64_t width, double rate, std::uint64_t layer);

    [[nodiscard]] std::string_view name() const override { return "dropout"; }
    [[nodiscard]] std::int64_t inputs() const override { return m_width; }
    void planMemory(MemoryPlan& plan, const RowCounts& rows) override;
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    std::int64_t m_width;
    std::uint64_t m_layer;
    std::uint32_t m_threshold;
    float m_scale;
    std::int64_t m_maskOffset = 0;
    float* m_mask = nullptr; ///< [N, C], 0 or the scale.
    LayerBuffers m_buffers;
};

} // namespace tunescope
