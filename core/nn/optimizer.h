// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/kernels/kernels.h"

#include <cstdint>

namespace tunescope {

struct OptimizerSettings {
    double momentum = 0.0;
    bool nesterov = false;
    double beta1 = 0.9;
    double beta2 = 0.999;
};

/// What an optimizer remembers apart from its two buffers; part of a checkpoint.
struct OptimizerProgress {
    std::int64_t step = 0;        ///< Steps done.
    double momentumProduct = 1.0; ///< NAdam: the product of its momenta so far.
};

/// A rule that moves weights against their gradients, in one sweep over flat buffers. Semantics are
/// PyTorch 1.13's; weight decay is decoupled for all of them (w is first multiplied by 1 - learning rate *
/// decay).
class Optimizer
{
public:
    virtual ~Optimizer() = default;

    /// Starts step progress().step + 1: once before the sweeps of that step.
    virtual void beginStep() { ++m_progress.step; }

    /// One sweep; fills in the rule's own constants. `learningRate`, `keep` and `gradientScale` are set by
    /// the caller.
    virtual void update(const KernelTable& kernels, UpdateArgs args) const = 0;

    [[nodiscard]] const OptimizerProgress& progress() const { return m_progress; }
    void setProgress(const OptimizerProgress& progress) { m_progress = progress; }

protected:
    OptimizerProgress m_progress;
};

} // namespace tunescope
