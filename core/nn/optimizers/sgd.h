// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/optimizer.h"
#include "core/space/search_space.h"

#include <vector>

namespace tunescope {

/// Gradient descent with momentum. For weight w with gradient g:
///   v = momentum * v + g,   w = w - learningRate * v,   or with Nesterov: w = w - learningRate * (g +
///   momentum * v)
///
/// Source: Sutskever et al., "On the importance of initialization and momentum in deep learning", ICML 2013
/// (PyTorch's form).
class Sgd final : public Optimizer
{
public:
    explicit Sgd(const OptimizerSettings& settings);

    [[nodiscard]] static std::vector<ParamSpec> params();
    void update(const KernelTable& kernels, UpdateArgs args) const override;

private:
    float m_momentum;
    bool m_nesterov;
};

} // namespace tunescope
