// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/sampler.h"
#include "core/search/samplers/genetic_individuals.h"
#include "core/search/samplers/genetic_operators.h"

#include <memory>
#include <string_view>
#include <vector>

namespace tunescope {

struct Nsga2SamplerOptions {
    int population = 20;
    BreedingOptions breeding = {.crossover = Crossover::SimulatedBinary, .mutationEta = 20.0};
};

/// NSGA-II for one to three objectives: the population is the first fronts of all told trials, the last of
/// them thinned out by crowding distance; parents win tournaments of two by front, then by crowding distance;
/// children come from simulated binary crossover and polynomial mutation.
///
/// One child a trial, from the told trials alone, so any number of workers may wait for results. Stopped
/// trials have no final values: they become parents only while complete ones are too few.
/// Source: Deb, Pratap, Agarwal & Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II",
/// IEEE TEC 6 (2002); steady-state form of Durillo et al. 2009.
class Nsga2Sampler final : public Sampler
{
public:
    static constexpr std::string_view kSummary =
        "Evolves a whole front of trade-offs between several goals; shows what each gain costs, but needs "
        "hundreds of trials and is slow for a single goal.";

    [[nodiscard]] static std::vector<OptionSpec> params();
    [[nodiscard]] static Result<std::unique_ptr<Sampler>> make(const ParamSet& options);

    explicit Nsga2Sampler(Nsga2SamplerOptions options = {}) : m_options(options) {}

    [[nodiscard]] Result<ParamSet> propose(const ProposalContext& context) override;
    [[nodiscard]] Ancestry ancestry(const ProposalContext& context) const override;
    [[nodiscard]] std::string_view source(const ProposalContext& context) const override;
    [[nodiscard]] bool isHistoryFree() const override { return false; }

private:
    Nsga2SamplerOptions m_options;
    IndividualReader m_reader;
};

/// How alone each point is in its front (the larger, the more; infinite at the ends): the sum over the
/// objectives of the distance between its neighbours, as a share of the front's range. `points` are one
/// front.
[[nodiscard]] std::vector<double> crowdingDistances(const std::vector<Losses>& points);

} // namespace tunescope
