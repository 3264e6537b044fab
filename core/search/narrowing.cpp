// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/narrowing.h"

#include "core/search/gp/gp_surface.h"
#include "core/search/importance/importance_data.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr double kWidestSpan = 0.5;
constexpr double kNarrowest = 0.05; ///< Of the axis.
constexpr double kGapsBeyond = 1.5;
constexpr int kFewestOfAChoice = 3;
constexpr std::size_t kEdgeTrials = 5;
constexpr int kEdgeNear = 3;
constexpr double kEdgeReach = 0.1;

constexpr int kModelSteps = 16;
constexpr std::uint32_t kModelPlaces = 32;

/// A complete trial: where it lies, and its score.
struct CompletePoint {
    ParamSet params;
    std::vector<std::optional<double>> positions;
    double value = 0.0;
};

/// Best first.
std::vector<CompletePoint> completePoints(const SearchSpace& space, const History& history)
{
    std::vector<CompletePoint> points;
    for (const TrialRecordPtr& trial : history.trials) {
        if (trial->state != TrialState::Complete || !trial->value || !std::isfinite(*trial->value))
            continue;
        if (auto positions = space.positions(trial->params))
            points.push_back({trial->params, std::move(*positions), *trial->value});
    }
    std::stable_sort(points.begin(), points.end(), [&](const CompletePoint& a, const CompletePoint& b) {
        return isBetter(a.value, b.value, history.direction);
    });
    return points;
}

/// Positions of one parameter, best first, of the trials in which it is active.
std::vector<double> activePositions(const std::vector<CompletePoint>& points, std::size_t param)
{
    std::vector<double> positions;
    for (const CompletePoint& point : points) {
        if (point.positions[param])
            positions.push_back(*point.positions[param]);
    }
    return positions;
}

/// A model of the scores, if it explains more than chance would. Points are best first; every model sees an
/// even part of them.
std::optional<GpSurface> surfaceOf(const SearchSpace& space, const std::vector<CompletePoint>& points,
                                   Direction direction)
{
    std::vector<ParamSet> params;
    std::vector<double> losses;
    for (const CompletePoint& point : points) {
        params.push_back(point.params);
        losses.push_back(direction == Direction::Minimize ? point.value : -point.value);
    }
    const double middle = losses[losses.size() / 2];
    for (double& loss : losses)
        loss = std::min(loss, middle + 2.0 * (middle - losses.front())); // Exploded trials say only "bad".
    const std::vector<double> scaled = standardised(losses);
    if (std::all_of(scaled.begin(), scaled.end(), [](double loss) { return loss == 0.0; }))
        return std::nullopt;
    GpSurface surface(space, params, scaled, kModelPlaces, 0);
    if (surface.explainedShare() < fewestExplained(losses.size()))
        return std::nullopt;
    return surface;
}

/// Where each of the model's versions expects the best score along an axis.
std::vector<double> expectedOptima(const GpSurface& surface, std::size_t axis)
{
    const GpSurface::Marginal marginal = surface.marginal(axis, kModelSteps);
    std::vector<double> optima;
    for (const std::vector<double>& means : marginal.means)
        optima.push_back(marginal.positions[static_cast<std::size_t>(
            std::min_element(means.begin(), means.end()) - means.begin())]);
    return optima;
}

/// The span of the best trials' positions and of the places where the model expects the best score.
void suggestRange(const ParamSpec& spec, const std::vector<double>& best, const std::vector<double>& optima,
                  SuggestedRange& range)
{
    auto [lowest, highest] = std::minmax_element(best.begin(), best.end());
    const double low = std::min(*lowest, *std::min_element(optima.begin(), optima.end()));
    const double high = std::max(*highest, *std::max_element(optima.begin(), optima.end()));
    const double span = high - low;
    if (!(span < kWidestSpan))
        return;
    // A finite axis has no gaps smaller than its own bins.
    const std::optional<std::uint64_t> count = valueCount(spec.distribution);
    const double bin = count ? 1.0 / static_cast<double>(std::max<std::uint64_t>(*count, 1)) : 0.0;
    const double gap = std::max(span / static_cast<double>(best.size() - 1), bin);
    // A sampler that has settled tries nothing else: its trials lie closer together than it knows the
    // optimum.
    const double beyond = std::max(kGapsBeyond * gap, 0.5 * (kNarrowest - span));
    const double from = std::max(0.0, low - beyond);
    const double to = std::min(1.0, high + beyond);
    if (from <= 0.0 && to >= 1.0)
        return;
    range.low = valueAt(spec.distribution, from);
    range.high = valueAt(spec.distribution, to);
    range.width = to - from;
}

void suggestChoices(const ChoiceSet& set, const std::vector<double>& all, std::size_t best,
                    SuggestedRange& range)
{
    std::vector<int> tried(set.choices.size(), 0);
    std::vector<int> good(set.choices.size(), 0);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto choice =
            std::min(static_cast<std::size_t>(all[i] * static_cast<double>(set.choices.size())),
                     set.choices.size() - 1);
        ++tried[choice];
        good[choice] += i < best ? 1 : 0;
    }
    std::vector<ParamValue> kept;
    for (std::size_t choice = 0; choice < set.choices.size(); ++choice) {
        if (good[choice] > 0 || tried[choice] < kFewestOfAChoice)
            kept.push_back(set.choices[choice]);
    }
    if (kept.size() == set.choices.size())
        return;
    range.width = static_cast<double>(kept.size()) / static_cast<double>(set.choices.size());
    range.choices = std::move(kept);
}

std::optional<EdgeAlert> edgeOf(const ParamSpec& spec, const std::vector<double>& positions)
{
    const std::size_t count = std::min(positions.size(), kEdgeTrials);
    // Few values have one beside an end whatever happens.
    const std::optional<std::uint64_t> values = valueCount(spec.distribution);
    if (count < kEdgeTrials || (values && *values < 4))
        return std::nullopt;
    const double reach = std::max(kEdgeReach, values ? 1.0 / static_cast<double>(*values) : 0.0);
    EdgeAlert alert{.of = static_cast<int>(count)};
    int low = 0;
    int high = 0;
    for (std::size_t i = 0; i < count; ++i) {
        low += positions[i] <= reach ? 1 : 0;
        high += positions[i] >= 1.0 - reach ? 1 : 0;
    }
    if (std::max(low, high) < kEdgeNear)
        return std::nullopt;
    alert.end = low >= high ? RangeEnd::Low : RangeEnd::High;
    alert.near = std::max(low, high);
    alert.value = valueAt(spec.distribution, alert.end == RangeEnd::Low ? 0.0 : 1.0);
    return alert;
}

} // namespace

Narrowing narrowing(const SearchSpace& space, const History& history)
{
    const std::vector<CompletePoint> points = completePoints(space, history);
    Narrowing result{.trials = static_cast<int>(points.size()), .needed = kFewestForNarrowing, .params = {}};
    if (result.trials < result.needed)
        return result;
    const std::optional<GpSurface> surface = surfaceOf(space, points, history.direction);
    for (std::size_t param = 0; param < space.size(); ++param) {
        const ParamSpec& spec = space.params()[param];
        const std::vector<double> positions = activePositions(points, param);
        const std::size_t best = (positions.size() + 3) / 4;
        SuggestedRange range{
            .param = spec.name, .trials = static_cast<int>(positions.size()), .best = static_cast<int>(best)};
        if (range.trials >= kFewestForNarrowing) {
            std::size_t rank = 0; // of the worst of the best quarter among the active ones
            for (const CompletePoint& point : points) {
                if (point.positions[param] && ++rank == best)
                    range.worstOfBest = point.value;
            }
            const auto* set = std::get_if<ChoiceSet>(&spec.distribution);
            if (set && !set->ordered) {
                suggestChoices(*set, positions, best, range);
            } else {
                if (surface)
                    suggestRange(spec,
                                 {positions.begin(), positions.begin() + static_cast<std::ptrdiff_t>(best)},
                                 expectedOptima(*surface, param), range);
                range.edge = edgeOf(spec, positions);
                // Trials that press against an end are no reason to leave it out.
                if (range.edge && range.low)
                    (range.edge->end == RangeEnd::Low ? range.low : range.high) = range.edge->value;
            }
        }
        result.params.push_back(std::move(range));
    }
    return result;
}

} // namespace tunescope
