// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/optimizer.h"
#include "core/space/search_space.h"

#include <vector>

namespace tunescope {

/// NAdam: Adam with Nesterov momentum. With mu_t = b1 * (1 - 0.5 * 0.96^(0.004 t)) and M_t = mu_1 * ... *
/// mu_t:
///   m, v as in Adam,   d = sqrt(v / (1-b2^t)) + 1e-8
///   w = w - learningRate * ((1-mu_t) / (1-M_t) * g + mu_(t+1) / (1-M_(t+1)) * m) / d
///
/// Source: Dozat, "Incorporating Nesterov Momentum into Adam", ICLR Workshop 2016, with PyTorch's
/// constants. PyTorch 1.13 counts mu_t twice in the second correction; 2.0 mended it (pull request 92699).
class Nadam final : public Optimizer
{
public:
    explicit Nadam(const OptimizerSettings& settings);

    [[nodiscard]] static std::vector<ParamSpec> params();
    void beginStep() override;
    void update(const KernelTable& kernels, UpdateArgs args) const override;

private:
    [[nodiscard]] double momentumAt(std::int64_t step) const;

    double m_beta1;
    double m_beta2;
};

} // namespace tunescope
