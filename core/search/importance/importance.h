// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/trial_record.h"
#include "core/space/search_space.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

enum class ImportanceMethod { PedAnova, Fanova, Gp };

/// "ped-anova", "fanova" or "gp", as in the file formats.
[[nodiscard]] std::string_view importanceMethodName(ImportanceMethod method);
[[nodiscard]] std::optional<ImportanceMethod> importanceMethodFromName(std::string_view name);

enum class PairAnalysis { None, TopParameters };

struct ImportanceOptions {
    ImportanceMethod method = ImportanceMethod::PedAnova;
    PairAnalysis pairs = PairAnalysis::None; ///< Not of PED-ANOVA.
    int objective = 0;      ///< Which one, where there are several; one that does not exist means the first.
    std::uint64_t seed = 0; ///< Of forests, resamples and permutations.
};

/// From the 5th to the 95th percentile of resampled results.
struct ImportanceInterval {
    double low = 0.0;
    double high = 0.0;
};

struct ParamImportance {
    std::string param;
    double share = 0.0; ///< Of all that the settings explain (PED-ANOVA) or of the variance (others), 0..1.
    ImportanceInterval interval;
    double activeShare = 1.0; ///< Share of the trials in which the parameter is active.
    int trials = 0;           ///< Trials that its share rests on.
};

struct PairImportance {
    std::string first;
    std::string second;
    double share = 0.0; ///< Of the variance, beyond what each of the two does alone.
    ImportanceInterval interval;
};

/// Why there is no answer.
enum class Abstention {
    None,
    TooFewTrials,
    NothingVaries,  ///< All trials came to the same.
    NothingMatters, ///< No setting explains more than chance would.
};

/// "none", "too_few_trials", "nothing_varies" or "nothing_matters", as in the file formats.
[[nodiscard]] std::string_view abstentionName(Abstention abstention);

struct ImportanceReport {
    ImportanceMethod method = ImportanceMethod::PedAnova;
    Abstention abstention = Abstention::None;
    int trials = 0;                      ///< That the method could use.
    int needed = 0;                      ///< Fewest trials for an answer.
    std::vector<ParamImportance> params; ///< In the space's order; empty with an abstention.
    std::vector<PairImportance> pairs;   ///< The largest first.
};

/// Fewest usable trials for an answer of any method.
constexpr int kFewestForImportance = 20;

/// Which settings mattered, from the told trials that lie in the space.
///
/// PedAnova needs no model: it compares where the best tenth of the trials lies with where all lie, so
/// stopped and diverged trials count too, as worse than complete ones. Fanova takes the variance apart of a
/// forest of regression trees or of a Gaussian process, whichever explains more of complete trials that it
/// has not seen; Gp always of the process, which suits smooth functions and few trials. In all a conditional
/// parameter is judged in the regime where it is active, and its share is scaled by that regime's. The answer
/// is the same for a value and its negative with the other direction.
[[nodiscard]] ImportanceReport importanceOf(const SearchSpace& space, const History& history,
                                            const ImportanceOptions& options = {});

} // namespace tunescope
