// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizers/rmsprop.h"

namespace tunescope {

RmsProp::RmsProp(const OptimizerSettings& settings) : m_momentum(static_cast<float>(settings.momentum)) {}

std::vector<ParamSpec> RmsProp::params()
{
    return {{.name = "momentum", .distribution = FloatRange{.low = 0.0, .high = 1.0}, .defaultValue = 0.0}};
}

void RmsProp::update(const KernelTable& kernels, UpdateArgs args) const
{
    args.c0 = m_momentum;
    args.c1 = 0.99F;
    args.c2 = 1e-8F;
    kernels.rmsProp(args);
}

} // namespace tunescope
