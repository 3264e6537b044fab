// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/sampler.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace tunescope {

/// How many objectives a sampler can follow.
enum class Objectives { One, Several };

struct SamplerEntry {
    std::string_view name;    ///< As in specs: "random".
    std::string_view title;   ///< On screen: "Random".
    std::string_view summary; ///< One sentence: what it is good and bad at.
    bool historyFree;
    std::vector<OptionSpec> (*params)(); ///< Its own options with ranges and defaults.
    Result<std::unique_ptr<Sampler>> (*make)(const ParamSet& options);
    Objectives objectives = Objectives::Several; ///< History-free samplers do not mind.
};

[[nodiscard]] std::span<const SamplerEntry> samplerRegistry();
[[nodiscard]] const SamplerEntry* findSampler(std::string_view name);

/// Errors: UnknownSampler (with the nearest name), an unknown option, an option outside its range.
[[nodiscard]] Result<std::unique_ptr<Sampler>> makeSampler(std::string_view name, const ParamSet& options);

} // namespace tunescope
