// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizers/adam.h"

#include <cmath>

namespace tunescope {

Adam::Adam(const OptimizerSettings& settings) : m_beta1(settings.beta1), m_beta2(settings.beta2) {}

std::vector<ParamSpec> Adam::params()
{
    return {
        {.name = "beta1", .distribution = FloatRange{.low = 0.0, .high = 0.999}, .defaultValue = 0.9},
        {.name = "beta2", .distribution = FloatRange{.low = 0.0, .high = 0.99999}, .defaultValue = 0.999}};
}

void Adam::update(const KernelTable& kernels, UpdateArgs args) const
{
    const auto t = static_cast<double>(m_progress.step);
    args.c0 = static_cast<float>(m_beta1);
    args.c1 = static_cast<float>(m_beta2);
    args.c2 = 1e-8F;
    args.c3 = static_cast<float>(1.0 / std::sqrt(1.0 - std::pow(m_beta2, t)));
    args.learningRate =
        static_cast<float>(static_cast<double>(args.learningRate) / (1.0 - std::pow(m_beta1, t)));
    kernels.adam(args);
}

} // namespace tunescope
