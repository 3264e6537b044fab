// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/tpe/tpe_proposal.h"

#include "core/search/gp/training_set.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tunescope {
namespace {

constexpr std::uint64_t kDrawKey = 0x547065ULL; // "Tpe"
constexpr std::size_t kMostGood = 25;
constexpr std::size_t kFullWeight = 25; ///< The newest of the others that count fully.
constexpr std::size_t kFewestTold = 3;

/// 1 for the newest, falling to 1/n for the oldest.
std::vector<double> rampWeights(std::size_t count)
{
    std::vector<double> weights(count, 1.0);
    if (count <= kFullWeight)
        return weights;
    const std::size_t ramp = count - kFullWeight;
    const double first = 1.0 / static_cast<double>(count);
    for (std::size_t i = 0; i < ramp; ++i)
        weights[i] = ramp == 1
                         ? first
                         : first + (1.0 - first) * static_cast<double>(i) / static_cast<double>(ramp - 1);
    return weights;
}

/// Places of all told and pending trials. A draw is compared with each: it rarely agrees in the first number.
std::vector<const EncodedPoint*> seenPlaces(TpeTrials& trials, const ProposalContext& context)
{
    std::vector<const EncodedPoint*> seen;
    for (const TrialRecordPtr& trial : context.history.trials)
        seen.push_back(trials.point(trial));
    for (const TrialRecordPtr& trial : context.pending)
        seen.push_back(trials.point(trial));
    std::erase(seen, nullptr);
    return seen;
}

bool isSamePlace(const EncodedPoint& a, const EncodedPoint& b)
{
    return std::equal(a.begin(), a.end(), b.begin(),
                      [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

} // namespace

std::size_t goodCount(std::size_t trials)
{
    return std::min(kMostGood, (trials + 9) / 10);
}

TpeSplit splitByLoss(const std::vector<double>& losses)
{
    std::vector<std::size_t> order(losses.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return losses[a] < losses[b]; });
    const auto border = order.begin() + static_cast<std::ptrdiff_t>(goodCount(losses.size()));
    TpeSplit split{{order.begin(), border}, {}, {border, order.end()}};
    std::sort(split.good.begin(), split.good.end());
    std::sort(split.rest.begin(), split.rest.end());
    split.goodWeights.assign(split.good.size(), 1.0);
    return split;
}

TpeSplit tpeSplit(const std::vector<TrialRecordPtr>& trials, const ProposalContext& context)
{
    const std::vector<RawLoss> raw = rawLosses(trials, context.history.direction);
    std::vector<double> losses(raw.size());
    std::transform(raw.begin(), raw.end(), losses.begin(), [](const RawLoss& loss) { return loss.value; });
    return splitByLoss(losses);
}

void TpeTrials::use(const SearchSpace& space)
{
    if (m_space && m_space->space() == space)
        return;
    m_points.clear();
    m_space = std::make_unique<EncodedSpace>(space);
}

const EncodedPoint* TpeTrials::point(const TrialRecordPtr& trial)
{
    auto found = m_points.find(trial.get());
    if (found == m_points.end())
        found = m_points.emplace(trial.get(), Encoded{trial, m_space->encode(trial->params)}).first;
    return found->second.point ? &*found->second.point : nullptr;
}

std::optional<TpeDensities> tpeDensities(TpeTrials& trials, const ProposalContext& context,
                                         const TpeSplitter& split)
{
    trials.use(context.space);
    std::vector<TrialRecordPtr> told;
    for (const TrialRecordPtr& trial : context.history.trials) {
        if (isInformative(trial->state) && trials.point(trial))
            told.push_back(trial);
    }
    if (told.size() < kFewestTold)
        return std::nullopt;
    const TpeSplit parts = split(told, context);
    std::vector<const EncodedPoint*> good;
    std::vector<const EncodedPoint*> rest;
    for (const std::size_t i : parts.good)
        good.push_back(trials.point(told[i]));
    for (const std::size_t i : parts.rest)
        rest.push_back(trials.point(told[i]));
    for (const TrialRecordPtr& trial : context.pending) {
        if (const EncodedPoint* point = trials.point(trial))
            rest.push_back(point);
    }
    const std::size_t restCount = rest.size();
    return TpeDensities{ParzenMixture(trials.space(), good, parts.goodWeights),
                        ParzenMixture(trials.space(), rest, rampWeights(restCount))};
}

ParamSet tpeProposal(TpeTrials& trials, const TpeDensities& densities, const ProposalContext& context,
                     int candidates)
{
    Rng rng(Purpose::Sampler, context.studySeed,
            {static_cast<std::uint64_t>(context.trial), static_cast<std::uint64_t>(context.attempt), 0,
             kDrawKey});
    const std::vector<const EncodedPoint*> seen = seenPlaces(trials, context);
    std::vector<EncodedPoint> points;
    for (int k = 0; k < candidates; ++k)
        points.push_back(densities.good.sample(rng));
    const EncodedPoint fallback = points.front();
    std::erase_if(points, [&](const EncodedPoint& point) {
        return std::any_of(seen.begin(), seen.end(),
                           [&](const EncodedPoint* other) { return isSamePlace(point, *other); });
    });
    if (points.empty())
        return trials.space().decode(fallback);
    const std::vector<double> good = densities.good.logDensities(points);
    const std::vector<double> rest = densities.rest.logDensities(points);
    std::size_t best = 0;
    for (std::size_t k = 1; k < points.size(); ++k) {
        if (good[k] - rest[k] > good[best] - rest[best])
            best = k;
    }
    return trials.space().decode(points[best]);
}

} // namespace tunescope
