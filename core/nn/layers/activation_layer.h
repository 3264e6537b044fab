// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/image_layout.h"
#include "core/nn/layer.h"

#include <optional>

namespace tunescope {

/// How an activation answered to the last forward pass.
struct UnitHealth {
    double dead = 0.0;      ///< Share of units (of images: channels) that gave 0 for every row.
    double saturated = 0.0; ///< Share of all outputs within 1 % of a limit of sigmoid or tanh.
};

/// An activation function, element by element, as in PyTorch: leaky_relu has slope 0.01, elu alpha 1, gelu is
/// the exact one (x times the normal distribution function), silu is x * sigmoid(x).
class ActivationLayer final : public Layer
{
public:
    ActivationLayer(const KernelTable& kernels, Activation kind, std::int64_t width);
    /// Of blocked images.
    ActivationLayer(const KernelTable& kernels, Activation kind, const ImageSize& image);

    [[nodiscard]] std::string_view name() const override { return kindName(m_kind, activationNames()); }
    [[nodiscard]] std::int64_t inputs() const override { return m_width; }
    [[nodiscard]] ForwardPlace place() const override;
    [[nodiscard]] bool slices() const override { return m_image.has_value(); }
    void bind(const LayerBuffers& buffers, const ParameterBuffers& parameters, const Arena& arena) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

    [[nodiscard]] UnitHealth health(std::int64_t rows) const;

private:
    Activation m_kind;
    std::int64_t m_width;
    std::optional<ImageSize> m_image;
    LayerBuffers m_buffers;
};

} // namespace tunescope
