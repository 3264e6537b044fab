// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"
#include "core/search/samplers/genetic_individuals.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tunescope {

struct AnnealSamplerOptions {
    double temperature =
        0.5;               ///< At the start, as a share of the spread of the starting design's better half.
    double cooling = 0.95; ///< The temperature's factor from trial to trial.
    double reach = 0.25;   ///< First standard deviation of a step, as a share of a range; it shrinks slowly.
};

/// Simulated annealing: walks from the present trial to a neighbour; a better one is always taken, a worse
/// one with the probability e^(-difference / temperature), and the temperature falls.
///
/// The walk is replayed from the told trials in the order of their numbers. It starts from the best of a
/// small scrambled Sobol design; the temperature is relative to how much that design varied, so that scores
/// of any scale are alike. Source: Kirkpatrick, Gelatt & Vecchi, "Optimization by Simulated Annealing",
/// Science 220 (1983).
class AnnealSampler final : public Sampler
{
public:
    static constexpr std::string_view kSummary = "Walks from trial to trial, at first also uphill, then only "
                                                 "to better ones; easy to watch and quick near "
                                                 "a good start, but one walk can settle in the wrong valley.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Sampler>> make(const ParamSet& options);

    explicit AnnealSampler(AnnealSamplerOptions options = {}) : m_options(options) {}

    [[nodiscard]] Result<ParamSet> propose(const ProposalContext& context) override;
    [[nodiscard]] Ancestry ancestry(const ProposalContext& context) const override;
    [[nodiscard]] std::string_view source(const ProposalContext& context) const override;
    [[nodiscard]] bool isHistoryFree() const override { return false; }

private:
    struct Walk;

    [[nodiscard]] std::optional<Walk> replay(const ProposalContext& context) const;

    AnnealSamplerOptions m_options;
    IndividualReader m_reader;
};

} // namespace tunescope
