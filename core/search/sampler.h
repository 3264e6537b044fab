// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/rng.h"
#include "core/search/option_spec.h"
#include "core/search/trial_record.h"
#include "core/space/search_space.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tunescope {

/// What a proposal may depend on. Everything else (time, threads, the order of tells) must not matter.
struct ProposalContext {
    const SearchSpace& space;
    const History& history;                  ///< Told trials that this proposal may see, sorted by number.
    std::span<const TrialRecordPtr> pending; ///< Trials already proposed whose result it may not see.
    int trial = 0;                           ///< Number of the trial to propose.
    int indexInStage = 0; ///< 0 for the first trial that this sampler proposes in its stage.
    std::uint64_t studySeed = 0;
    int attempt = 0; ///< 0 first; then 1, 2, ... when what was proposed had been tried before.
};

/// Where an evolved proposal comes from.
struct Ancestry {
    int generation = 0;       ///< 0 = the starting design, or a sampler that knows no generations.
    std::vector<int> parents; ///< Trials that it was made from; empty in generation 0.
};

/// Proposes configurations. propose() is a pure function of its arguments; caches only memoise.
class Sampler
{
public:
    Sampler() = default;
    Sampler(const Sampler&) = delete;
    Sampler& operator=(const Sampler&) = delete;
    virtual ~Sampler() = default;

    /// Exactly the active parameters, valid in the space.
    /// Errors: ErrorCode::SpaceExhausted when the sampler has nothing left (a grid that is done).
    [[nodiscard]] virtual Result<ParamSet> propose(const ProposalContext& context) = 0;

    /// How often asking again (ProposalContext::attempt) can give something new. Samplers that list their
    /// proposals answer "for ever": they end with SpaceExhausted by themselves.
    [[nodiscard]] virtual int attemptLimit() const { return 32; }

    /// Where such a proposal comes from, in a word: "startup" while a model has too little to learn from,
    /// then "model"; "sampler" for all that know no such phases.
    [[nodiscard]] virtual std::string_view source(const ProposalContext& /*context*/) const
    {
        return "sampler";
    }

    /// Which trials propose() would make its answer from; a pure function of the context, too.
    [[nodiscard]] virtual Ancestry ancestry(const ProposalContext& /*context*/) const { return {}; }

    /// True if proposals never look at history or pending trials.
    [[nodiscard]] virtual bool isHistoryFree() const = 0;
};

} // namespace tunescope
