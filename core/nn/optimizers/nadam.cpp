// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizers/nadam.h"

#include "core/nn/optimizers/adam.h"

#include <cmath>

namespace tunescope {

Nadam::Nadam(const OptimizerSettings& settings) : m_beta1(settings.beta1), m_beta2(settings.beta2) {}

std::vector<ParamSpec> Nadam::params()
{
    return Adam::params();
}

double Nadam::momentumAt(std::int64_t step) const
{
    return m_beta1 * (1.0 - 0.5 * std::pow(0.96, static_cast<double>(step) * 0.004));
}

void Nadam::beginStep()
{
    Optimizer::beginStep();
    m_progress.momentumProduct *= momentumAt(m_progress.step);
}

void Nadam::update(const KernelTable& kernels, UpdateArgs args) const
{
    const double rate = static_cast<double>(args.learningRate);
    const double now = momentumAt(m_progress.step);
    const double next = momentumAt(m_progress.step + 1);
    const double product = m_progress.momentumProduct;
    const double correction = 1.0 - std::pow(m_beta2, static_cast<double>(m_progress.step));
    args.c0 = static_cast<float>(m_beta1);
    args.c1 = static_cast<float>(m_beta2);
    args.c2 = static_cast<float>(rate * (1.0 - now) / (1.0 - product));
    args.c3 = static_cast<float>(rate * next / (1.0 - product * next));
    args.learningRate = static_cast<float>(1.0 / std::sqrt(correction));
    kernels.nadam(args);
}

} // namespace tunescope
