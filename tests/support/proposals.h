// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"

#include <cstdint>

namespace tunescope {

/// The history of a study that has not begun.
inline const History& noHistory()
{
    static const History history;
    return history;
}

/// Trial `number` of a study whose trials all come from the sampler.
inline ProposalContext contextOf(const SearchSpace& space, int number, std::uint64_t seed = 42)
{
    return {.space = space,
            .history = noHistory(),
            .pending = {},
            .trial = number,
            .indexInStage = number,
            .studySeed = seed};
}

inline ParamSet proposed(Sampler& sampler, const SearchSpace& space, int number, std::uint64_t seed = 42)
{
    return sampler.propose(contextOf(space, number, seed)).value();
}

} // namespace tunescope
