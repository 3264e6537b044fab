// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/kinds.h"
#include "core/nn/models/layer_stack.h"

#include <span>
#include <string_view>
#include <vector>

namespace tunescope {

struct ModelEntry {
    std::string_view name;
    std::string_view title;
    bool (*fits)(const SampleShape& shape, TargetForm target);
    void (*build)(const NetworkSpec& spec, LayerStack& stack);
};

/// All models, in the order of ModelKind.
[[nodiscard]] std::span<const ModelEntry> modelRegistry();

[[nodiscard]] inline const ModelEntry& modelEntry(ModelKind kind)
{
    return modelRegistry()[static_cast<std::size_t>(kind)];
}

/// The models that fit such data, the default one first.
[[nodiscard]] std::vector<ModelKind> modelsFor(const SampleShape& shape, TargetForm target);

/// Whether the network takes and gives its rows with the time steps outermost ([T, N, ...]).
[[nodiscard]] bool isTimeMajor(ModelKind model);

} // namespace tunescope
