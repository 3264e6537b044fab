// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/sampler.h"

#include <optional>
#include <span>
#include <string>
#include <unordered_map>

namespace tunescope {

/// What to run next, and whether it repeats an earlier trial.
struct Proposal {
    ParamSet params;
    Origin origin;
};

/// The lowest number of the trial that has these params, by paramKey().
using SeenConfigurations = std::unordered_map<std::string, int>;

/// Adds a trial; an earlier one with the same params stays.
void addSeen(SeenConfigurations& seen, const ParamSet& params, int trial);

/// Of all trials in both.
[[nodiscard]] SeenConfigurations seenConfigurations(const History& history,
                                                    std::span<const TrialRecordPtr> pending);

/// The configuration of all defaults, if every parameter has one.
[[nodiscard]] std::optional<ParamSet> defaultConfiguration(const SearchSpace& space);

/// Proposes a configuration that no earlier trial has.
///
/// Asks the sampler up to attemptLimit() times; then, in a finite space, walks through the configurations
/// from a place keyed by the trial until one is new. If there is none, the sampler's first proposal is run
/// again, as OriginKind::Repeat of the first trial that had it. `seen` must hold exactly the trials before
/// context.trial, so the answer depends on nothing else. Usually one look-up; at worst seen.size() + 1 of
/// them. Errors: those of the sampler; ErrorCode::SpaceExhausted ends a grid.
[[nodiscard]] Result<Proposal> proposeUnseen(Sampler& sampler, const ProposalContext& context,
                                             const SeenConfigurations& seen);

/// The same with the index made from context.history and context.pending.
[[nodiscard]] Result<Proposal> proposeUnseen(Sampler& sampler, const ProposalContext& context);

} // namespace tunescope
