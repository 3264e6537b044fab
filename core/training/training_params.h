// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/training_config.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace tunescope {

inline constexpr std::int64_t kMostHiddenLayers = 16;
inline constexpr std::int64_t kMostUnits = 65536;
inline constexpr std::int64_t kMostFilters = 1024;
inline constexpr std::int64_t kMostEpochs = 100000;

/// The names of the preprocessing kinds, in the order of their enumerators.
[[nodiscard]] std::span<const std::string_view> scalingNames();
[[nodiscard]] std::span<const std::string_view> encodingNames();
[[nodiscard]] std::span<const std::string_view> missingNames();

/// The entry of trainingParams() with that name, or null.
[[nodiscard]] const ParamSpec* findTrainingParam(std::string_view name);

} // namespace tunescope
