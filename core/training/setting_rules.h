// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/metrics/metric_registry.h"
#include "core/nn/kinds.h"
#include "core/space/search_space.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// Which settings exist and which have an effect beside the others; the rules behind resolveTrainingConfig().

/// A known name with a value of the right kind inside its widest range.
[[nodiscard]] Result<void> checkSetting(const std::string& name, const ParamValue& value);

/// The model that the settings name; mlp if none.
[[nodiscard]] ModelKind modelOf(const ParamSet& params);

/// Values that only some models have: no layer normalisation of images, no list of units for a cnn.
[[nodiscard]] Result<void> checkForModel(const ParamSet& params);

/// The hidden layers that the settings speak of: hidden_layers, else the length of `units`, else the last
/// units_k, else the model's default: 2; 4 for a segmenter, 3 for an autoencoder, 1 for what reads texts and
/// sequences.
[[nodiscard]] std::int64_t hiddenLayersOf(const ParamSet& params);

/// InactiveSetting, naming what it needs, if the (known) setting has no effect beside the others.
[[nodiscard]] Result<void> checkActive(const std::string& name, const ParamSet& params, Task task);

/// Units of each hidden layer from hidden_layers, units, units_k and shape. `shape`: funnel halves the units
/// from layer to layer (at least 1); diamond has `units` in the middle and halves them with every layer away
/// from it. An autoencoder is a funnel to its middle and back unless `shape` says otherwise.
[[nodiscard]] Result<std::vector<std::int64_t>> hiddenUnits(const ParamSet& params);

} // namespace tunescope
