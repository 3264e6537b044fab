// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/optimizer.h"
#include "core/space/search_space.h"

#include <vector>

namespace tunescope {

/// Adagrad. For weight w with gradient g:   s = s + g^2,   w = w - learningRate * g / (sqrt(s) + 1e-10)
///
/// Source: Duchi, Hazan & Singer, "Adaptive Subgradient Methods ...", JMLR 12 (2011).
class Adagrad final : public Optimizer
{
public:
    explicit Adagrad(const OptimizerSettings& settings);

    [[nodiscard]] static std::vector<ParamSpec> params();
    void update(const KernelTable& kernels, UpdateArgs args) const override;
};

} // namespace tunescope
