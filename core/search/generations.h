// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"

#include <span>
#include <vector>

namespace tunescope {

/// Where one trial of a study came from.
struct Birth {
    int trial = 0;
    Ancestry ancestry;
};

/// What a study's proposals depended on, to ask a sampler again.
struct ProposalRecord {
    const SearchSpace& space;
    std::span<const TrialRecordPtr> trials; ///< All of the study, by number.
    int firstTrial = 0;                     ///< Of the stage.
    int lag = 0;
    Direction direction = Direction::Minimize;
    std::vector<Direction> directions = {}; ///< Of several objectives; otherwise empty.
    std::uint64_t studySeed = 0;
};

/// Generations and parents of the trials that `sampler` proposed in a stage, in order, found by asking it
/// again with what it could see then. Empty for samplers without generations.
[[nodiscard]] std::vector<Birth> birthsOf(const Sampler& sampler, const ProposalRecord& record);

} // namespace tunescope
