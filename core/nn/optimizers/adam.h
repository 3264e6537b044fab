// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/optimizer.h"
#include "core/space/search_space.h"

#include <vector>

namespace tunescope {

/// Adam. For weight w with gradient g at step t = 1, 2, ...:
///   m = b1*m + (1-b1)*g,   v = b2*v + (1-b2)*g^2
///   w = w - learningRate * (m / (1-b1^t)) / (sqrt(v / (1-b2^t)) + 1e-8)
///
/// Sources: Kingma & Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, Algorithm 1. With weight
/// decay it is AdamW: Loshchilov & Hutter, "Decoupled Weight Decay Regularization", ICLR 2019.
class Adam final : public Optimizer
{
public:
    explicit Adam(const OptimizerSettings& settings);

    [[nodiscard]] static std::vector<ParamSpec> params();
    void update(const KernelTable& kernels, UpdateArgs args) const override;

private:
    double m_beta1;
    double m_beta2;
};

} // namespace tunescope
