// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"

namespace tunescope {

/// How many trials a model-based sampler spreads evenly before its model proposes: `asked`, or if that is 0
/// one a parameter that can vary, at least 5 and at most 10.
[[nodiscard]] int startupTrials(const SearchSpace& space, int asked);

/// True while fewer trials than `trials` are told or pending, or fewer than 3 have told anything.
[[nodiscard]] bool isStartingUp(const ProposalContext& context, int trials);

/// The scrambled Sobol point of this trial.
[[nodiscard]] Result<ParamSet> startupPoint(const ProposalContext& context);

} // namespace tunescope
