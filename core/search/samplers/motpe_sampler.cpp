// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/motpe_sampler.h"

#include "core/search/option_values.h"
#include "core/search/pareto.h"
#include "core/search/samplers/startup_design.h"
#include "core/search/tpe/tpe_proposal.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr double kReferenceMargin = 1.1;
constexpr double kSmallestWeight = 1e-12;

/// Finite losses for all: trials without a value get the worst of each objective.
std::vector<Losses> finiteLosses(const std::vector<TrialRecordPtr>& trials, const History& history)
{
    std::vector<Losses> losses;
    for (const TrialRecordPtr& trial : trials)
        losses.push_back(lossesOf(*trial, history));
    for (std::size_t k = 0; k < history.directions.size(); ++k) {
        double worst = -std::numeric_limits<double>::infinity();
        for (const Losses& point : losses)
            worst = std::isfinite(point[k]) ? std::max(worst, point[k]) : worst;
        for (Losses& point : losses)
            point[k] = std::isfinite(point[k]) ? point[k] : std::isfinite(worst) ? worst : 0.0;
    }
    return losses;
}

/// A corner beyond all points: 1.1 times the worst loss, or 0.9 times where that is below 0.
Losses referenceOf(const std::vector<Losses>& points)
{
    Losses reference = points.front();
    for (const Losses& point : points) {
        for (std::size_t k = 0; k < point.size(); ++k)
            reference[k] = std::max(reference[k], point[k]);
    }
    for (double& value : reference)
        value = std::max(value * kReferenceMargin, value / kReferenceMargin) + kSmallestWeight;
    return reference;
}

/// Greedy choice of the points that together dominate most (hypervolume subset selection).
std::vector<std::size_t> mostVolume(std::vector<std::size_t> front, const std::vector<Losses>& losses,
                                    const Losses& reference, std::size_t count)
{
    std::vector<std::size_t> taken;
    std::vector<Losses> points;
    while (taken.size() < count) {
        std::size_t best = 0;
        double bestVolume = -1.0;
        for (std::size_t k = 0; k < front.size(); ++k) {
            std::vector<Losses> with = points;
            with.push_back(losses[front[k]]);
            const double volume = hypervolume(std::move(with), reference);
            if (volume > bestVolume) {
                bestVolume = volume;
                best = k;
            }
        }
        taken.push_back(front[best]);
        points.push_back(losses[front[best]]);
        front.erase(front.begin() + static_cast<std::ptrdiff_t>(best));
    }
    return taken;
}

/// Each point's share of the hypervolume, the largest being 1.
std::vector<double> volumeWeights(const std::vector<std::size_t>& good, const std::vector<Losses>& losses,
                                  const Losses& reference)
{
    std::vector<Losses> points;
    for (const std::size_t i : good)
        points.push_back(losses[i]);
    const double all = hypervolume(points, reference);
    std::vector<double> weights;
    for (std::size_t k = 0; k < points.size(); ++k) {
        std::vector<Losses> others = points;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(k));
        weights.push_back(std::max(all - hypervolume(std::move(others), reference), 0.0));
    }
    const double largest = *std::max_element(weights.begin(), weights.end());
    for (double& weight : weights)
        weight = largest > 0.0 ? std::max(weight / largest, kSmallestWeight) : 1.0;
    return weights;
}

TpeSplit splitOf(const std::vector<TrialRecordPtr>& trials, const ProposalContext& context)
{
    const std::vector<Losses> losses = finiteLosses(trials, context.history);
    const Losses reference = referenceOf(losses);
    const std::vector<int> ranks = nonDominatedRanks(losses);
    const std::size_t wanted = goodCount(trials.size());
    TpeSplit split;
    for (int rank = 0; split.good.size() < wanted; ++rank) {
        std::vector<std::size_t> front;
        for (std::size_t i = 0; i < ranks.size(); ++i) {
            if (ranks[i] == rank)
                front.push_back(i);
        }
        const std::size_t room = wanted - split.good.size();
        if (front.size() > room)
            front = mostVolume(std::move(front), losses, reference, room);
        split.good.insert(split.good.end(), front.begin(), front.end());
    }
    std::sort(split.good.begin(), split.good.end());
    for (std::size_t i = 0; i < trials.size(); ++i) {
        if (!std::binary_search(split.good.begin(), split.good.end(), i))
            split.rest.push_back(i);
    }
    split.goodWeights = volumeWeights(split.good, losses, reference);
    return split;
}

} // namespace

Result<std::unique_ptr<Sampler>> MotpeSampler::make(const ParamSet& options)
{
    TpeSamplerOptions chosen;
    chosen.startup = static_cast<int>(integerOption(options, "n_startup").value_or(chosen.startup));
    chosen.candidates = static_cast<int>(integerOption(options, "candidates").value_or(chosen.candidates));
    return std::make_unique<MotpeSampler>(chosen);
}

MotpeSampler::MotpeSampler(TpeSamplerOptions options)
    : m_options(options)
    , m_single(options)
    , m_trials(std::make_unique<TpeTrials>())
{
}

MotpeSampler::~MotpeSampler() = default;

std::string_view MotpeSampler::source(const ProposalContext& context) const
{
    return m_single.source(context);
}

Result<ParamSet> MotpeSampler::propose(const ProposalContext& context)
{
    if (!context.history.hasSeveralObjectives())
        return m_single.propose(context);
    if (isStartingUp(context, startupTrials(context.space, m_options.startup)))
        return startupPoint(context);
    const std::scoped_lock lock(m_mutex);
    const std::optional<TpeDensities> densities = tpeDensities(*m_trials, context, splitOf);
    if (!densities)
        return startupPoint(context);
    return tpeProposal(*m_trials, *densities, context, m_options.candidates);
}

} // namespace tunescope
