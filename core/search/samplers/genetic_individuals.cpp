// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/genetic_individuals.h"

#include "core/search/samplers/startup_design.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace tunescope {
namespace {

constexpr std::uint64_t kFillKey = 0x46696c6cULL; // "Fill"

/// The last finite number that a trial reported, as a loss.
std::optional<double> lastReportedLoss(const TrialRecord& trial, Direction direction)
{
    for (auto report = trial.intermediateValues.rbegin(); report != trial.intermediateValues.rend();
         ++report) {
        if (std::isfinite(report->value))
            return direction == Direction::Minimize ? report->value : -report->value;
    }
    return std::nullopt;
}

std::optional<Individual> individualOf(const SearchSpace& space, const TrialRecord& trial,
                                       const History& history)
{
    Individual individual{.trial = trial.number, .genes = {}, .losses = lossesOf(trial, history)};
    individual.isOwn = trial.origin.kind == OriginKind::Sampler || trial.origin.kind == OriginKind::Repeat;
    if (trial.state == TrialState::Pruned || trial.state == TrialState::Cancelled) {
        const std::optional<double> loss = lastReportedLoss(trial, history.direction);
        if (!loss)
            return std::nullopt;
        individual.evaluation = Evaluation::Partial;
        individual.losses.assign(individual.losses.size(), *loss);
    } else if (trial.state != TrialState::Complete) {
        return std::nullopt;
    }
    if (!std::all_of(individual.losses.begin(), individual.losses.end(),
                     [](double loss) { return std::isfinite(loss); }))
        return std::nullopt;
    auto positions = space.positions(trial.params);
    if (!positions)
        return std::nullopt;
    individual.genes = std::move(*positions);
    return individual;
}

} // namespace

bool isFitter(const Individual& a, const Individual& b)
{
    const auto key = [](const Individual& individual) {
        return std::tuple(individual.evaluation == Evaluation::Partial, individual.losses.front(),
                          individual.trial);
    };
    return key(a) < key(b);
}

std::vector<Individual> IndividualReader::read(const SearchSpace& space, const History& history) const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<Direction> directions = history.directions;
    directions.push_back(history.direction);
    if (!(m_space == space) || m_directions != directions) {
        m_space = space;
        m_directions = std::move(directions);
        m_seen.clear();
    }
    const auto differs =
        std::mismatch(m_seen.begin(), m_seen.end(), history.trials.begin(), history.trials.end());
    m_seen.erase(differs.first, m_seen.end());
    m_read.resize(m_seen.size());
    for (std::size_t i = m_seen.size(); i < history.trials.size(); ++i) {
        m_seen.push_back(history.trials[i]);
        m_read.push_back(individualOf(space, *history.trials[i], history));
    }
    std::vector<Individual> individuals;
    for (const std::optional<Individual>& individual : m_read) {
        if (individual)
            individuals.push_back(*individual);
    }
    return individuals;
}

std::vector<double> filledGenes(const Individual& individual, std::uint64_t studySeed)
{
    Rng rng(Purpose::Sampler, studySeed, {static_cast<std::uint64_t>(individual.trial), 0, kFillKey});
    std::vector<double> filled;
    filled.reserve(individual.genes.size());
    for (const std::optional<double>& gene : individual.genes) {
        const double random = rng.uniform();
        filled.push_back(gene.value_or(random));
    }
    return filled;
}

ParamSet startingTrial(const ProposalContext& context)
{
    return startupPoint(context).value();
}

double dimensionOf(const SearchSpace& space)
{
    return std::max(1.0, static_cast<double>(space.size()));
}

Rng proposalRng(const ProposalContext& context, std::uint64_t method)
{
    return Rng(
        Purpose::Sampler, context.studySeed,
        {static_cast<std::uint64_t>(context.trial), static_cast<std::uint64_t>(context.attempt), method});
}

} // namespace tunescope
