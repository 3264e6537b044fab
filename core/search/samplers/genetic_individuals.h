// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/pareto.h"
#include "core/search/sampler.h"

#include <cstddef>
#include <mutex>
#include <optional>
#include <vector>

namespace tunescope {

/// How well a trial is known: only complete trials have a final value.
enum class Evaluation { Complete, Partial };

/// A told trial as evolution sees it: genes and how good they were.
struct Individual {
    int trial = 0;
    bool isOwn = true;                        ///< Proposed by a sampler; not by hand, imported or a twin.
    std::vector<std::optional<double>> genes; ///< Positions in [0, 1]; no value where inactive.
    Losses losses;                            ///< Less is better; of a partial one: its last number.
    Evaluation evaluation = Evaluation::Complete;
};

/// Complete before partial, then fewer losses (the first objective), then the earlier trial.
[[nodiscard]] bool isFitter(const Individual& a, const Individual& b);

/// Reads histories into individuals, by trial number. Complete trials count with their value; pruned and
/// stopped ones with the last number that they reported, behind all complete ones; diverged and failed ones
/// and those outside the space are left out. It only memoises. Thread-safe.
class IndividualReader
{
public:
    [[nodiscard]] std::vector<Individual> read(const SearchSpace& space, const History& history) const;

private:
    mutable std::mutex m_mutex; ///< Guards the following.
    mutable SearchSpace m_space;
    mutable std::vector<TrialRecordPtr> m_seen;
    mutable std::vector<std::optional<Individual>> m_read; ///< Of m_seen; no value = left out.
    mutable std::vector<Direction> m_directions;
};

/// The genes with a fixed random position, keyed by the individual's trial, wherever it has none, so that
/// numeric methods can use inactive dimensions.
[[nodiscard]] std::vector<double> filledGenes(const Individual& individual, std::uint64_t studySeed);

/// A trial of the starting design: the default configuration first, if every parameter has a default and no
/// trial had it, then scrambled Sobol points.
[[nodiscard]] ParamSet startingTrial(const ProposalContext& context);

/// The number of parameters, at least 1: the dimension that sizes of populations follow from.
[[nodiscard]] double dimensionOf(const SearchSpace& space);

/// A stream of its own for this trial and attempt.
[[nodiscard]] Rng proposalRng(const ProposalContext& context, std::uint64_t method);

} // namespace tunescope
