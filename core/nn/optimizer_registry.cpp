// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimizer_registry.h"

#include "core/nn/optimizers/adagrad.h"
#include "core/nn/optimizers/adam.h"
#include "core/nn/optimizers/nadam.h"
#include "core/nn/optimizers/rmsprop.h"
#include "core/nn/optimizers/sgd.h"

#include <array>

namespace tunescope {
namespace {

template <class Rule>
std::unique_ptr<Optimizer> make(const OptimizerSettings& settings)
{
    return std::make_unique<Rule>(settings);
}

// AdamW differs from Adam only in PyTorch's default decay, because decay is decoupled for every optimizer
// here.
constexpr std::array kOptimizers{
    OptimizerEntry{"sgd", "Gradient descent", &make<Sgd>, &Sgd::params, 0.0},
    OptimizerEntry{"rmsprop", "RMSprop", &make<RmsProp>, &RmsProp::params, 0.0},
    OptimizerEntry{"adagrad", "Adagrad", &make<Adagrad>, &Adagrad::params, 0.0},
    OptimizerEntry{"adam", "Adam", &make<Adam>, &Adam::params, 0.0},
    OptimizerEntry{"adamw", "AdamW", &make<Adam>, &Adam::params, 0.01},
    OptimizerEntry{"nadam", "NAdam", &make<Nadam>, &Nadam::params, 0.0},
};

} // namespace

std::span<const OptimizerEntry> optimizerRegistry()
{
    return kOptimizers;
}

} // namespace tunescope
