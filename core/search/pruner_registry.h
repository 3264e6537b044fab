// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/pruner.h"
#include "core/space/search_space.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace tunescope {

struct PrunerEntry {
    std::string_view name;    ///< As in specs: "median".
    std::string_view title;   ///< On screen: "Median rule".
    std::string_view summary; ///< One sentence: what it is good and bad at.
    std::vector<OptionSpec> (*params)();
    Result<std::unique_ptr<Pruner>> (*make)(const ParamSet& options);
};

[[nodiscard]] std::span<const PrunerEntry> prunerRegistry();
[[nodiscard]] const PrunerEntry* findPruner(std::string_view name);

/// Errors: UnknownPruner (with the nearest name), an unknown option, an option outside its range.
[[nodiscard]] Result<std::unique_ptr<Pruner>> makePruner(std::string_view name, const ParamSet& options);

} // namespace tunescope
