// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/conv_backend.h"
#include "core/nn/layer_registry.h"
#include "core/nn/layers/dense_layer.h"
#include "core/nn/models/network_spec.h"

#include <memory>
#include <vector>

namespace tunescope {

/// Layers in a row as a model builder puts them together.
class LayerStack
{
public:
    LayerStack(const KernelTable& kernels, DenseChoice dense) : m_kernels(kernels), m_dense(dense) {}

    void add(std::unique_ptr<Layer> layer) { m_layers.push_back(std::move(layer)); }
    template <class Kind, class... Arguments>
    void make(Arguments&&... arguments)
    {
        add(std::make_unique<Kind>(m_kernels, std::forward<Arguments>(arguments)...));
    }

    /// Only layers after the first one pass a gradient on.
    [[nodiscard]] InputGradient inputGradient() const
    {
        return m_layers.empty() ? InputGradient::NotNeeded : InputGradient::Needed;
    }

    void dense(std::int64_t inputs, std::int64_t outputs, const DenseRows& rows = {});
    /// Names its random numbers by the number of dropouts before it.
    void dropout(double rate, std::int64_t width);
    /// Dense, normalisation, activation, dropout.
    void hidden(const NetworkSpec& spec, std::int64_t inputs, std::int64_t units, const DenseRows& rows = {});

    [[nodiscard]] std::vector<std::unique_ptr<Layer>> take() { return std::move(m_layers); }

private:
    const KernelTable& m_kernels;
    DenseChoice m_dense;
    std::vector<std::unique_ptr<Layer>> m_layers;
    std::uint64_t m_hidden = 0; ///< Blocks that may drop out so far.
};

} // namespace tunescope
