// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pruner_registry.h"

#include "core/search/option_values.h"
#include "core/search/pruners/asha_pruner.h"
#include "core/search/pruners/extrapolate_pruner.h"
#include "core/search/pruners/hyperband_pruner.h"
#include "core/search/pruners/median_pruner.h"
#include "core/search/pruners/patience_pruner.h"
#include "core/search/pruners/percentile_pruner.h"
#include "core/search/pruners/threshold_pruner.h"

#include <algorithm>
#include <array>

namespace tunescope {
namespace {

template <class T>
constexpr PrunerEntry prunerEntry(std::string_view name, std::string_view title)
{
    return {name, title, T::kSummary, &T::params, &T::make};
}

constexpr std::array kPruners{
    prunerEntry<MedianPruner>("median", "Median rule"),
    prunerEntry<PercentilePruner>("percentile", "Percentile rule"),
    prunerEntry<AshaPruner>("asha", "Successive halving (ASHA)"),
    prunerEntry<HyperbandPruner>("hyperband", "Hyperband"),
    prunerEntry<ExtrapolatePruner>("extrapolate", "Curve extrapolation"),
    prunerEntry<PatiencePruner>("patience", "Patience"),
    prunerEntry<ThresholdPruner>("threshold", "Threshold"),
};

} // namespace

std::span<const PrunerEntry> prunerRegistry()
{
    return kPruners;
}

const PrunerEntry* findPruner(std::string_view name)
{
    const auto found = std::find_if(kPruners.begin(), kPruners.end(),
                                    [&](const PrunerEntry& entry) { return entry.name == name; });
    return found == kPruners.end() ? nullptr : &*found;
}

Result<std::unique_ptr<Pruner>> makePruner(std::string_view name, const ParamSet& options)
{
    const PrunerEntry* entry = findPruner(name);
    if (!entry) {
        std::array<std::string_view, kPruners.size()> known;
        std::transform(kPruners.begin(), kPruners.end(), known.begin(),
                       [](const PrunerEntry& other) { return other.name; });
        return fail(unknownName(ErrorCode::UnknownPruner, name, known));
    }
    const std::vector<OptionSpec> specs = entry->params();
    if (const auto valid = validateOptions(name, specs, options); !valid)
        return fail(valid.error());
    return entry->make(options);
}

} // namespace tunescope
