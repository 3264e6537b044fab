// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/trial_record.h"
#include "core/space/search_space.h"

#include <optional>
#include <string>
#include <vector>

namespace tunescope {

enum class RangeEnd { Low, High };

/// The best trials press against an end of a range, so the optimum may lie beyond it.
struct EdgeAlert {
    RangeEnd end = RangeEnd::Low;
    ParamValue value; ///< The end.
    int near = 0;     ///< Of the `of` best trials, those within 10 % of the end.
    int of = 0;
};

/// The part of a parameter's range that its best trials suggest to go on with, and why.
struct SuggestedRange {
    std::string param;
    /// Numbers and ordered choices: the ends. Empty without a suggestion: the best trials span too much.
    std::optional<ParamValue> low = std::nullopt;
    std::optional<ParamValue> high = std::nullopt;
    /// Unordered choices: those that stay. Empty without a suggestion.
    std::vector<ParamValue> choices = {};
    double width = 1.0;       ///< Share of the axis that is kept, 0..1.
    int trials = 0;           ///< Complete trials in which the parameter was active.
    int best = 0;             ///< The best quarter of them.
    double worstOfBest = 0.0; ///< Score that each of the best quarter reached.
    std::optional<EdgeAlert> edge = std::nullopt;

    [[nodiscard]] bool hasSuggestion() const { return low.has_value() || !choices.empty(); }
};

struct Narrowing {
    int trials = 0;                     ///< Complete trials in the space.
    int needed = 0;                     ///< Fewest for any suggestion.
    std::vector<SuggestedRange> params; ///< In the space's order; empty with fewer than `needed` trials.
};

/// Fewest complete trials, of the study and of a conditional parameter, for a suggestion.
constexpr int kFewestForNarrowing = 16;

/// Where to search next, from the evidence of the best quarter of the complete trials and of a model.
///
/// A range is suggested where a Gaussian process explains more of unseen trials than chance would, and where
/// the best quarter and the places at which the model expects the best score (gp/gp_surface.h: all versions
/// of it) span less than half of the axis: their span, 1.5 of its mean gaps wider at both ends and at least a
/// twentieth of the axis, so that it holds the optimum of a bowl in more than 95 % of studies of 30 trials. A
/// choice is dropped when none of the best quarter has it and at least three trials tried it. An end is
/// alarming when three of the five best trials lie within 10 % of it. Several objectives: the first one.
[[nodiscard]] Narrowing narrowing(const SearchSpace& space, const History& history);

} // namespace tunescope
