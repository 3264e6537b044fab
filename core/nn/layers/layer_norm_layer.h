// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layer.h"

namespace tunescope {

/// Layer normalisation: per row x' = scale * (x - mean) / sqrt(variance + 1e-5) + shift, mean and biased
/// variance over the row's columns; the same when evaluating.
///
/// Source: Ba, Kiros & Hinton, "Layer Normalization", 2016, arXiv:1607.06450.
class LayerNormLayer final : public Layer
{
public:
    LayerNormLayer(const KernelTable& kernels, std::int64_t width);

    [[nodiscard]] std::string_view name() const override { return "layer"; }
    [[nodiscard]] std::int64_t inputs() const override { return m_width; }
    void planMemory(MemoryPlan& plan, const RowCounts& rows) override;
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    std::int64_t m_width;
    std::int64_t m_normalizedOffset = 0;
    std::int64_t m_inverseOffset = 0;
    NormArgs m_args;
};

} // namespace tunescope
