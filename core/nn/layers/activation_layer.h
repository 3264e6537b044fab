// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layer.h"

namespace tunescope {

/// An activation function, element by element, as in PyTorch: leaky_relu has slope 0.01, elu alpha 1, gelu is
/// the exact one (x times the normal distribution function), silu is x * sigmoid(x).
class ActivationLayer final : public Layer
{
public:
    ActivationLayer(const KernelTable& kernels, Activation kind, std::int64_t width);

    [[nodiscard]] std::string_view name() const override { return kindName(m_kind, activationNames()); }
    [[nodiscard]] std::int64_t inputs() const override { return m_width; }
    [[nodiscard]] ForwardPlace place() const override;
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    Activation m_kind;
    std::int64_t m_width;
    LayerBuffers m_buffers;
};

} // namespace tunescope
