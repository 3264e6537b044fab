// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/kinds.h"
#include "core/nn/optimizer.h"
#include "core/space/search_space.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace tunescope {

struct OptimizerEntry {
    std::string_view name;
    std::string_view title;
    std::unique_ptr<Optimizer> (*make)(const OptimizerSettings& settings);
    /// Its own settings (momentum, beta1 ...), without conditions: they exist when this optimizer is chosen.
    std::vector<ParamSpec> (*params)();
    double defaultWeightDecay;
};

/// All optimizers, in the order of OptimizerKind.
[[nodiscard]] std::span<const OptimizerEntry> optimizerRegistry();

[[nodiscard]] inline const OptimizerEntry& optimizerEntry(OptimizerKind kind)
{
    return optimizerRegistry()[static_cast<std::size_t>(kind)];
}

} // namespace tunescope
