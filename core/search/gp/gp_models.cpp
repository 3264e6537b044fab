// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/gp/gp_models.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tunescope {
namespace {

constexpr std::size_t kFewestTrials = 3;
constexpr std::size_t kFitEvery = 40;   ///< Up to here scales are fitted after every trial,
constexpr std::size_t kFitFourth = 100; ///< up to here after every fourth,
constexpr double kFitGrowth = 1.05;     ///< and then whenever there are 5 % more.
constexpr std::size_t kFirstCheckpoint = 10;
constexpr std::size_t kMostFitted = 160;
constexpr std::size_t kFittedBest = 60;
constexpr std::size_t kMostSeen = 300; ///< Trials of the posterior.
constexpr std::size_t kSeenBest = 100;
constexpr std::size_t kRememberedFits = 24;
constexpr std::size_t kLookedAround = 6;
constexpr int kIterations = 30;
constexpr int kWarmIterations = 20;

/// The largest count up to `count` at which scales are fitted.
std::size_t fitCount(std::size_t count)
{
    if (count <= kFitEvery)
        return count;
    if (count <= kFitFourth)
        return count - count % 4;
    auto fitted = static_cast<double>(kFitFourth);
    while (std::floor(fitted * kFitGrowth) <= static_cast<double>(count))
        fitted = std::floor(fitted * kFitGrowth);
    return static_cast<std::size_t>(fitted);
}

/// The checkpoint below a count, or 0.
std::size_t checkpointBelow(std::size_t count)
{
    if (count <= kFirstCheckpoint)
        return 0;
    std::size_t checkpoint = kFirstCheckpoint;
    while (checkpoint * 2 < count)
        checkpoint *= 2;
    return fitCount(checkpoint);
}

bool isCheckpoint(std::size_t count)
{
    return checkpointBelow(count + 1) == count;
}

std::vector<std::size_t> byValue(const std::vector<double>& values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    return order;
}

TrainingSet chosen(const TrainingSet& data, std::vector<std::size_t> indices)
{
    std::sort(indices.begin(), indices.end());
    TrainingSet set;
    for (const std::size_t i : indices) {
        set.points.push_back(data.points[i]);
        set.values.push_back(data.values[i]);
        set.noise.push_back(data.noise[i]);
    }
    return set;
}

/// The best trials and an even sample of the others.
TrainingSet forFit(const TrainingSet& data)
{
    if (data.size() <= kMostFitted)
        return data;
    std::vector<std::size_t> order = byValue(data.values);
    std::vector<std::size_t> indices(order.begin(), order.begin() + kFittedBest);
    order.erase(order.begin(), order.begin() + kFittedBest);
    const std::size_t wanted = kMostFitted - kFittedBest;
    for (std::size_t k = 0; k < wanted; ++k)
        indices.push_back(order[k * order.size() / wanted]);
    return chosen(data, std::move(indices));
}

/// The best trials and those nearest to the best one.
TrainingSet forPosterior(const EncodedSpace& space, const TrainingSet& data, const GpScales& scales)
{
    if (data.size() <= kMostSeen)
        return data;
    std::vector<std::size_t> order = byValue(data.values);
    std::vector<std::size_t> indices(order.begin(), order.begin() + kSeenBest);
    std::vector<double> distances(data.size(), 0.0);
    const EncodedPoint& centre = data.points[order.front()];
    for (std::size_t k = kSeenBest; k < order.size(); ++k) {
        for (std::size_t i = 0; i < space.size(); ++i)
            distances[order[k]] += axisDistance(space.axis(i), data.points[order[k]][i], centre[i]) *
                                   std::exp(-2.0 * scales.logLengths[i]);
    }
    const auto rest = order.begin() + kSeenBest;
    std::stable_sort(rest, order.end(),
                     [&](std::size_t a, std::size_t b) { return distances[a] < distances[b]; });
    indices.insert(indices.end(), rest, rest + (kMostSeen - kSeenBest));
    return chosen(data, std::move(indices));
}

/// What the model expects of the pending points, but nothing better than the best.
TrainingSet withFantasies(const GpPosterior& posterior, const std::vector<EncodedPoint>& pending, double best)
{
    TrainingSet data = posterior.data();
    const std::vector<GpPrediction> predictions = posterior.predict(pending);
    for (std::size_t i = 0; i < pending.size(); ++i) {
        data.points.push_back(pending[i]);
        data.values.push_back(std::max(predictions[i].mean, best));
        data.noise.push_back(1.0);
    }
    return data;
}

} // namespace

void GpModels::use(const SearchSpace& space)
{
    if (m_space && m_space->space() == space)
        return;
    m_space = std::make_unique<EncodedSpace>(space);
    m_encoded.clear();
    m_fits.clear();
}

const EncodedPoint* GpModels::encoded(const TrialRecordPtr& trial)
{
    auto found = m_encoded.find(trial.get());
    if (found == m_encoded.end())
        found = m_encoded.emplace(trial.get(), Encoded{trial, m_space->encode(trial->params)}).first;
    return found->second.point ? &*found->second.point : nullptr;
}

TrainingSet GpModels::trainingSet(std::span<const TrialRecordPtr> trials, Direction direction)
{
    return trainingSetOf(*m_space, trials, direction,
                         [this](const TrialRecordPtr& trial) { return encoded(trial); });
}

GpScales GpModels::scalesAt(std::span<const TrialRecordPtr> trials, Direction direction)
{
    for (const Fit& fit : m_fits) {
        if (fit.direction == direction &&
            std::equal(trials.begin(), trials.end(), fit.trials.begin(), fit.trials.end()))
            return fit.scales;
    }
    const std::size_t count = trials.size();
    std::vector<GpScales> starts;
    const std::size_t checkpoint = checkpointBelow(count);
    if (checkpoint > 0)
        starts.push_back(scalesAt(trials.first(checkpoint), direction));
    const bool isThorough = count <= kFitEvery || isCheckpoint(count);
    if (starts.empty() || isThorough)
        starts.push_back(defaultScales(*m_space));
    GpScales scales = fitScales(*m_space, forFit(trainingSet(trials, direction)), starts,
                                isThorough ? kIterations : kWarmIterations);
    m_fits.push_back({{trials.begin(), trials.end()}, direction, scales});
    if (m_fits.size() > kRememberedFits)
        m_fits.pop_front();
    return scales;
}

std::optional<GpModel> GpModels::modelOf(const ProposalContext& context)
{
    use(context.space);
    if (m_encoded.size() > 4 * (context.history.trials.size() + context.pending.size()) + 64)
        m_encoded.clear();
    const std::vector<TrialRecordPtr> trials =
        informativeTrials(context.history, context.history.trials.size(),
                          [this](const TrialRecordPtr& trial) { return encoded(trial); });
    if (trials.size() < kFewestTrials)
        return std::nullopt;
    const Direction direction = context.history.direction;
    const TrainingSet all = trainingSet(trials, direction);
    const GpScales scales = scalesAt(std::span(trials).first(fitCount(trials.size())), direction);
    GpPosterior told(*m_space, forPosterior(*m_space, all, scales), scales);

    const std::vector<double> means = told.means(told.data().points);
    const std::vector<std::size_t> order = byValue(means);
    const double incumbent = means[order.front()];
    std::vector<EncodedPoint> best;
    for (std::size_t k = 0; k < std::min(kLookedAround, order.size()); ++k)
        best.push_back(told.data().points[order[k]]);

    std::vector<EncodedPoint> pending;
    for (const TrialRecordPtr& trial : context.pending) {
        if (const EncodedPoint* point = encoded(trial))
            pending.push_back(*point);
    }
    if (pending.empty())
        return GpModel{m_space.get(), std::move(told), incumbent, std::move(best)};
    return GpModel{m_space.get(), GpPosterior(*m_space, withFantasies(told, pending, incumbent), scales),
                   incumbent, std::move(best)};
}

} // namespace tunescope
