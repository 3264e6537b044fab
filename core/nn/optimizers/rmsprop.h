// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/optimizer.h"
#include "core/space/search_space.h"

#include <vector>

namespace tunescope {

/// RMSprop with momentum. For weight w with gradient g:
///   s = 0.99 * s + 0.01 * g^2,   v = momentum * v + g / (sqrt(s) + 1e-8),   w = w - learningRate * v
///
/// Source: Hinton, "Neural Networks for Machine Learning", lecture 6e, 2012 (PyTorch's form and constants).
class RmsProp final : public Optimizer
{
public:
    explicit RmsProp(const OptimizerSettings& settings);

    [[nodiscard]] static std::vector<ParamSpec> params();
    void update(const KernelTable& kernels, UpdateArgs args) const override;

private:
    float m_momentum;
};

} // namespace tunescope
