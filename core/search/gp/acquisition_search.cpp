// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/gp/acquisition_search.h"

#include "core/search/gp/box_minimum.h"
#include "core/search/samplers/sobol_sequence.h"
#include "core/space/enumeration.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr std::uint64_t kListed = 256;
constexpr std::uint32_t kSpread = 512;
constexpr double kMutationScales[] = {0.3, 0.1, 0.03, 0.01};
constexpr int kMutationsPerScale = 16;
constexpr std::size_t kRanked = 160; ///< Of the bounds that are looked at exactly.
constexpr std::size_t kKept = 10;
constexpr std::size_t kKeptLater = 5;
constexpr double kRoundScales[] = {0.15, 0.08, 0.04, 0.02, 0.01, 0.004};
constexpr int kRoundOfFewer = 3;
constexpr int kMutants = 10;
constexpr std::uint64_t kFewValues = 8; ///< Axes of at most so many values are tried value by value.
constexpr std::size_t kExchanged = 4;
constexpr std::size_t kClimbed = 3;
constexpr int kClimbSteps = 12;

/// Draws points and mutants of one search.
class Drawer
{
public:
    Drawer(const EncodedSpace& space, std::uint64_t seed)
        : m_space(space)
        , m_rng(Purpose::Sampler, seed)
        , m_rate(std::max(0.3, 1.5 / std::max(1, space.freeCount())))
    {
        for (std::size_t i = 0; i < space.size(); ++i)
            m_shift.push_back(m_rng.next());
    }

    [[nodiscard]] EncodedPoint random()
    {
        EncodedPoint point(m_space.size());
        for (double& u : point)
            u = m_rng.uniform();
        return point;
    }

    [[nodiscard]] EncodedPoint spread(std::uint32_t index)
    {
        EncodedPoint point = random();
        for (std::size_t i = 0; i < std::min<std::size_t>(point.size(), kSobolDimensions); ++i) {
            const int dimension = static_cast<int>(i);
            point[i] = ((sobolDigits(index, dimension) ^ m_shift[i]) + 0.5) * 0x1.0p-32;
        }
        m_space.project(point, point);
        return point;
    }

    /// Every coordinate moves with a fixed chance; at least one does.
    [[nodiscard]] EncodedPoint mutant(const EncodedPoint& parent, double scale)
    {
        EncodedPoint point = parent;
        const std::size_t certain = m_rng.below(point.size());
        for (std::size_t i = 0; i < point.size(); ++i) {
            const bool moves = m_rng.uniform() < m_rate || i == certain;
            if (!moves || std::isnan(point[i]))
                continue;
            const double step = scale * m_rng.normal();
            point[i] = moved(m_space.axis(i), point[i], step, m_rng.uniform());
        }
        m_space.project(point, random());
        return point;
    }

private:
    /// Choices become another one; a number that its step would leave in place goes to a neighbour.
    [[nodiscard]] static double moved(const EncodedAxis& axis, double u, double step, double chance)
    {
        if (axis.isConstant())
            return u;
        const auto count = static_cast<double>(axis.values);
        if (axis.kind == EncodedAxis::Kind::Choice) {
            const double other = std::floor(chance * (count - 1.0));
            const double index = std::floor(u * count);
            return (other + (other >= index ? 1.0 : 0.0) + 0.5) / count;
        }
        const double next = std::clamp(u + step, 0.0, 1.0);
        if (axis.isReal() || axis.snapped(next) != u)
            return next;
        if (axis.isLogInteger) {
            const double value = axis.low * std::exp(u * axis.logSpan) + (step < 0.0 ? -1.0 : 1.0);
            return value <= axis.low ? 0.0 : std::log(value / axis.low) / axis.logSpan;
        }
        return u + (step < 0.0 ? -1.0 : 1.0) / count;
    }

    const EncodedSpace& m_space;
    Rng m_rng;
    std::vector<std::uint32_t> m_shift; ///< Of the Sobol points, one an axis.
    double m_rate;
};

std::vector<EncodedPoint> listedPoints(const EncodedSpace& space, std::uint64_t count)
{
    std::vector<EncodedPoint> points;
    Enumeration all(space.space().params(), Listing::All);
    for (std::uint64_t i = 0; i < count; ++i) {
        if (std::optional<EncodedPoint> point = space.encode(all.at(i)))
            points.push_back(std::move(*point));
    }
    return points;
}

std::vector<EncodedPoint> firstPoints(const AcquisitionTask& task, Drawer& drawer)
{
    const std::optional<std::uint64_t> count = task.space.space().configurationCount();
    if (count && *count <= kListed)
        return listedPoints(task.space, *count);
    std::vector<EncodedPoint> points;
    for (std::uint32_t i = 0; i < kSpread; ++i)
        points.push_back(drawer.spread(i));
    for (const EncodedPoint& best : task.best) {
        for (const double scale : kMutationScales) {
            for (int k = 0; k < kMutationsPerScale; ++k)
                points.push_back(drawer.mutant(best, scale));
        }
    }
    return points;
}

void eraseSeen(const SeenPoints& seen, std::vector<EncodedPoint>& points)
{
    std::erase_if(points, [&](const EncodedPoint& point) { return seen.contains(point); });
}

std::vector<Candidate> evaluated(const AcquisitionTask& task, std::vector<EncodedPoint> points)
{
    const std::vector<double> values = task.posterior.logImprovements(points, task.incumbent);
    std::vector<Candidate> candidates(points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        candidates[i] = {std::move(points[i]), values[i]};
    return candidates;
}

void keepBest(std::vector<Candidate>& candidates, std::size_t count)
{
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return a.logImprovement > b.logImprovement;
    });
    if (candidates.size() > count)
        candidates.resize(count);
}

/// The points whose bound is largest.
std::vector<EncodedPoint> promising(const AcquisitionTask& task, std::vector<EncodedPoint> points)
{
    if (points.size() <= kRanked)
        return points;
    const std::vector<double> bounds = task.posterior.improvementBounds(points, task.incumbent);
    std::vector<Candidate> candidates(points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        candidates[i] = {std::move(points[i]), bounds[i]};
    keepBest(candidates, kRanked);
    std::vector<EncodedPoint> best;
    for (Candidate& candidate : candidates)
        best.push_back(std::move(candidate.point));
    return best;
}

/// All configurations that differ from a point in one axis of few values.
std::vector<EncodedPoint> exchanges(const EncodedSpace& space, const EncodedPoint& point, Drawer& drawer)
{
    std::vector<EncodedPoint> points;
    for (std::size_t i = 0; i < point.size(); ++i) {
        const EncodedAxis& axis = space.axis(i);
        if (std::isnan(point[i]) || axis.isReal() || axis.values > kFewValues)
            continue;
        for (std::uint64_t value = 0; value < axis.values; ++value) {
            EncodedPoint other = point;
            other[i] = axis.positionOfValue(value);
            if (other[i] == point[i])
                continue;
            space.project(other, drawer.random());
            points.push_back(std::move(other));
        }
    }
    return points;
}

/// Each candidate against its mutants: the best of them goes on.
void refine(const AcquisitionTask& task, Drawer& drawer, std::vector<Candidate>& kept, double scale,
            int round)
{
    std::vector<EncodedPoint> mutants;
    std::vector<std::size_t> parents;
    const auto add = [&](EncodedPoint point, std::size_t parent) {
        if (task.seen.contains(point))
            return;
        mutants.push_back(std::move(point));
        parents.push_back(parent);
    };
    for (std::size_t i = 0; i < kept.size(); ++i) {
        for (int k = 0; k < kMutants; ++k)
            add(drawer.mutant(kept[i].point, scale), i);
        if (round % kRoundOfFewer == 0 && i < kExchanged) {
            for (EncodedPoint& point : exchanges(task.space, kept[i].point, drawer))
                add(std::move(point), i);
        }
    }
    const std::vector<double> values = task.posterior.logImprovements(mutants, task.incumbent);
    for (std::size_t k = 0; k < mutants.size(); ++k) {
        if (values[k] > kept[parents[k]].logImprovement)
            kept[parents[k]] = {mutants[k], values[k]};
    }
}

/// Along the real-valued parameters, everything else held.
void climb(const AcquisitionTask& task, Candidate& candidate)
{
    std::vector<std::size_t> axes;
    std::vector<double> start;
    for (std::size_t i = 0; i < candidate.point.size(); ++i) {
        if (!task.space.axis(i).isReal() || std::isnan(candidate.point[i]))
            continue;
        axes.push_back(i);
        start.push_back(candidate.point[i]);
    }
    if (axes.empty())
        return;
    EncodedPoint point = candidate.point;
    std::vector<double> full;
    const SmoothFunction function = [&](const std::vector<double>& at, std::vector<double>& gradient) {
        for (std::size_t k = 0; k < axes.size(); ++k)
            point[axes[k]] = at[k];
        const double value = task.posterior.logImprovement(point, task.incumbent, full);
        for (std::size_t k = 0; k < axes.size(); ++k)
            gradient[k] = -full[axes[k]];
        return -value;
    };
    const Box box{std::vector<double>(axes.size(), 0.0), std::vector<double>(axes.size(), 1.0)};
    const BoxMinimum found = minimizeInBox(function, std::move(start), box, kClimbSteps);
    for (std::size_t k = 0; k < axes.size(); ++k)
        point[axes[k]] = found.point[k];
    if (-found.value > candidate.logImprovement && !task.seen.contains(point))
        candidate = {std::move(point), -found.value};
}

} // namespace

EncodedPoint SeenPoints::keyOf(EncodedPoint point)
{
    for (double& u : point) {
        if (std::isnan(u))
            u = -1.0;
    }
    return point;
}

std::vector<Candidate> searchAcquisition(const AcquisitionTask& task)
{
    Drawer drawer(task.space, task.seed);
    std::vector<EncodedPoint> points = firstPoints(task, drawer);
    eraseSeen(task.seen, points);
    std::vector<Candidate> kept = evaluated(task, promising(task, std::move(points)));
    keepBest(kept, kKept);
    if (kept.empty())
        return kept;
    int round = 0;
    for (const double scale : kRoundScales) {
        refine(task, drawer, kept, scale, round++);
        keepBest(kept, round < kRoundOfFewer ? kKept : kKeptLater);
    }
    for (std::size_t i = 0; i < std::min(kClimbed, kept.size()); ++i)
        climb(task, kept[i]);
    keepBest(kept, kKept);
    return kept;
}

} // namespace tunescope
