// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizers/sgd.h"

namespace tunescope {

Sgd::Sgd(const OptimizerSettings& settings)
    : m_momentum(static_cast<float>(settings.momentum))
    , m_nesterov(settings.nesterov)
{
}

std::vector<ParamSpec> Sgd::params()
{
    return {{.name = "momentum", .distribution = FloatRange{.low = 0.0, .high = 1.0}, .defaultValue = 0.0},
            {.name = "nesterov", .distribution = ChoiceSet{.choices = {false, true}}, .defaultValue = false}};
}

void Sgd::update(const KernelTable& kernels, UpdateArgs args) const
{
    args.c0 = m_momentum;
    if (m_nesterov)
        kernels.nesterov(args);
    else
        kernels.sgd(args);
}

} // namespace tunescope
