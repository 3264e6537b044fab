// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/option_spec.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tunescope {

/// Checks the options that a spec gives a sampler or pruner against its params(); absent ones are fine.
/// Errors: OptionUnknown with the nearest name; a value that is not allowed, named "median.n_startup".
[[nodiscard]] Result<void> validateOptions(std::string_view owner, std::span<const OptionSpec> specs,
                                           const ParamSet& options);

/// The whole number of an option that passed validateOptions(), or no value if it is absent.
[[nodiscard]] std::optional<std::int64_t> integerOption(const ParamSet& options, std::string_view name);

/// The number of an option, or no value if it is absent.
[[nodiscard]] std::optional<double> numberOption(const ParamSet& options, std::string_view name);

/// Whether a choice of true and false is true, or `fallback` if it is absent.
[[nodiscard]] bool flagOption(const ParamSet& options, std::string_view name, bool fallback); // NOLINT: data

/// The text of a choice among `options`, or `fallback`.
[[nodiscard]] std::string textOption(const ParamSet& options, std::string_view name,
                                     std::string_view fallback);

/// The error of a name that a registry does not hold.
[[nodiscard]] Error unknownName(ErrorCode code, std::string_view name,
                                std::span<const std::string_view> known);

} // namespace tunescope
