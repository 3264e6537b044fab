// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/tpe/tpe_proposal.h"

#include "core/search/gp/training_set.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

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

/// Places of all told and pending trials. A draw is compared with each: it
/// rarely agrees in the first number.
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

bool isSameCondition(const EncodedAxis& a, const EncodedAxis& b)
{
    return std::equal(a.parents.begin(), a.parents.end(), b.parents.begin(), b.parents.end(),
                      [](const EncodedAxis::Parent& x, const EncodedAxis::Parent& y) {
                          return x.axis == y.axis && x.positions == y.positions;
                      });
}

/// Axes that are active together, in the space's order.
std::vector<std::vector<std::size_t>> axisGroups(const EncodedSpace& space)
{
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < space.size(); ++i) {
        const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
            return isSameCondition(space.axis(group.front()), space.axis(i));
        });
        if (found == groups.end())
            groups.push_back({i});
        else
            found->push_back(i);
    }
    return groups;
}

/// The points that have a coordinate on the axis, with their weights.
std::pair<std::vector<const EncodedPoint*>, std::vector<double>>
activeAt(std::size_t axis, const std::vector<const EncodedPoint*>& points, const std::vector<double>& weights)
{
    std::pair<std::vector<const EncodedPoint*>, std::vector<double>> active;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (std::isnan((*points[i])[axis]))
            continue;
        active.first.push_back(points[i]);
        active.second.push_back(weights[i]);
    }
    return active;
}

/// The draw of a group that is likely among good trials and rare among the
/// others.
void fillBest(const TpeGroup& group, int candidates, Rng& rng, EncodedPoint& point)
{
    std::vector<EncodedPoint> points(static_cast<std::size_t>(candidates), point);
    for (EncodedPoint& candidate : points)
        group.good.sampleInto(candidate, rng);
    const std::vector<double> good = group.good.logDensities(points);
    const std::vector<double> rest = group.rest.logDensities(points);
    std::size_t best = 0;
    for (std::size_t k = 1; k < points.size(); ++k) {
        if (good[k] - rest[k] > good[best] - rest[best])
            best = k;
    }
    point = std::move(points[best]);
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
    TpeDensities densities;
    for (std::vector<std::size_t>& axes : axisGroups(trials.space())) {
        const auto [goodHere, goodWeights] = activeAt(axes.front(), good, parts.goodWeights);
        const auto [restHere, none] = activeAt(axes.front(), rest, std::vector<double>(rest.size(), 1.0));
        densities.groups.push_back(
            {axes, ParzenMixture(trials.space(), axes, goodHere, goodWeights),
             ParzenMixture(trials.space(), axes, restHere, rampWeights(restHere.size()))});
    }
    return densities;
}

const TpeGroup& TpeDensities::of(std::size_t axis) const
{
    return *std::find_if(groups.begin(), groups.end(), [&](const TpeGroup& group) {
        return std::find(group.axes.begin(), group.axes.end(), axis) != group.axes.end();
    });
}

ParamSet tpeProposal(TpeTrials& trials, const TpeDensities& densities, const ProposalContext& context,
                     int candidates)
{
    constexpr int kDraws = 8;
    Rng rng(Purpose::Sampler, context.studySeed,
            {static_cast<std::uint64_t>(context.trial), static_cast<std::uint64_t>(context.attempt), 0,
             kDrawKey});
    const std::vector<const EncodedPoint*> seen = seenPlaces(trials, context);
    EncodedPoint point;
    for (int draw = 0; draw < kDraws; ++draw) {
        point.assign(trials.space().size(), std::numeric_limits<double>::quiet_NaN());
        for (const TpeGroup& group : densities.groups) {
            if (trials.space().isActive(group.axes.front(), point))
                fillBest(group, candidates, rng, point);
        }
        const bool isSeen = std::any_of(
            seen.begin(), seen.end(), [&](const EncodedPoint* other) { return isSamePlace(point, *other); });
        if (!isSeen)
            break;
    }
    return trials.space().decode(point);
}

} // namespace tunescope
