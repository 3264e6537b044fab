// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"

namespace tunescope {

/// How many trials a model-based sampler spreads evenly before its model proposes: `asked`, or if that is 0
/// one a parameter that can vary, at least 5 and at most 10.
[[nodiscard]] int startupTrials(const SearchSpace& space, int asked);

/// The option "n_startup" of model-based samplers.
[[nodiscard]] OptionSpec startupOption();

/// True while fewer trials than `trials` (the configuration of all defaults not counted) are told or pending,
/// or fewer than 3 have told anything, or the configuration of all defaults waits to be the first.
[[nodiscard]] bool isStartingUp(const ProposalContext& context, int trials);

/// The configuration of all defaults if it is the stage's first trial and nobody has tried it, otherwise the
/// scrambled Sobol point of this trial.
[[nodiscard]] Result<ParamSet> startupPoint(const ProposalContext& context);

} // namespace tunescope
