// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizers/adagrad.h"

namespace tunescope {

Adagrad::Adagrad(const OptimizerSettings& /*settings*/) {}

std::vector<ParamSpec> Adagrad::params()
{
    return {};
}

void Adagrad::update(const KernelTable& kernels, UpdateArgs args) const
{
    args.c2 = 1e-10F;
    kernels.adagrad(args);
}

} // namespace tunescope
