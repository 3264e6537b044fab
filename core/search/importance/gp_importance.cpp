// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/importance/gp_importance.h"

#include "core/search/importance/fanova.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace tunescope {
namespace {

constexpr int kMarginalSteps = 16;
constexpr int kPairSteps = 12;
constexpr std::uint32_t kPlaces = 256;
/// Deviations of g leave-a-group-out estimates are sqrt(g - 1) times too small; so are their outer values, by
/// a little more, because there are only eight.
constexpr double kJackknife = 3.0;

/// Neither the integrals nor a smooth model of a function with kinks are more exact than this.
constexpr double kExactness = 0.01;

/// The variance along an axis of values at the middles of equal cells, or of all values.
double spreadAlong(const GpSurface::Marginal& marginal, std::size_t model)
{
    const std::vector<double>& means = marginal.means[model];
    const auto count = static_cast<double>(means.size());
    const double mean = std::accumulate(means.begin(), means.end(), 0.0) / count;
    double squares = 0.0;
    for (const double value : means)
        squares += (value - mean) * (value - mean);
    // A straight line loses 1/n^2 of its variance inside its cells.
    return marginal.isSampled ? squares / count / (1.0 - 1.0 / (count * count)) : squares / count;
}

/// Shares of the variance of each model, and the interval of the first's.
std::pair<double, ImportanceInterval> surfaceShare(const std::vector<double>& variances,
                                                   const std::vector<double>& totals, double unexplained)
{
    std::vector<double> shares;
    for (std::size_t model = 0; model < totals.size(); ++model)
        shares.push_back(totals[model] > 0.0 ? std::clamp(variances[model] / totals[model], 0.0, 1.0) : 0.0);
    const double share = shares.front();
    std::vector<double> resampled(shares.begin() + 1, shares.end());
    for (double& other : resampled)
        other = share + kJackknife * (other - share);
    const ImportanceInterval interval = intervalAround(share, resampled, unexplained);
    return {share, {std::max(0.0, interval.low - kExactness), std::min(1.0, interval.high + kExactness)}};
}

void fillSurfacePairs(const SearchSpace& space, const GpSurface& surface, const std::vector<double>& totals,
                      double unexplained, ImportanceReport& report)
{
    std::vector<double> shares;
    for (const ParamImportance& param : report.params)
        shares.push_back(param.share);
    for (const auto& [first, second] : topPairs(shares)) {
        const auto [share, interval] =
            surfaceShare(surface.interactionVariances(first, second, kPairSteps), totals, unexplained);
        report.pairs.push_back({.first = space.params()[first].name,
                                .second = space.params()[second].name,
                                .share = share,
                                .interval = interval});
    }
    std::stable_sort(report.pairs.begin(), report.pairs.end(),
                     [](const PairImportance& a, const PairImportance& b) { return a.share > b.share; });
}

} // namespace

GpSurface importanceSurface(const SearchSpace& space, const ImportanceData& data, std::uint64_t seed)
{
    return GpSurface(space, data.params, standardised(data.losses), kPlaces, seed);
}

void fillFromSurface(const SearchSpace& space, const ImportanceData& data, const GpSurface& surface,
                     PairAnalysis pairs, ImportanceReport& report)
{
    const double unexplained = std::clamp(1.0 - surface.explainedShare(), 0.0, 1.0);
    const std::vector<double> totals = surface.totalVariances();
    for (std::size_t param = 0; param < space.size(); ++param) {
        const GpSurface::Marginal marginal = surface.marginal(param, kMarginalSteps);
        std::vector<double> variances;
        for (std::size_t model = 0; model < totals.size(); ++model)
            variances.push_back(spreadAlong(marginal, model) * marginal.activeShare);
        const auto [share, interval] = surfaceShare(variances, totals, unexplained);
        const auto active =
            static_cast<int>(std::count_if(data.active.begin(), data.active.end(),
                                           [&](const std::vector<bool>& row) { return row[param]; }));
        report.params.push_back({.param = space.params()[param].name,
                                 .share = share,
                                 .interval = interval,
                                 .activeShare = active / static_cast<double>(data.losses.size()),
                                 .trials = active});
    }
    if (pairs == PairAnalysis::TopParameters)
        fillSurfacePairs(space, surface, totals, unexplained, report);
}

void fillGpImportance(const SearchSpace& space, const ImportanceData& data, const ImportanceOptions& options,
                      ImportanceReport& report)
{
    const GpSurface surface = importanceSurface(space, data, options.seed);
    if (surface.explainedShare() < fewestExplained(data.losses.size())) {
        report.abstention = Abstention::NothingMatters;
        return;
    }
    fillFromSurface(space, data, surface, options.pairs, report);
}

} // namespace tunescope
