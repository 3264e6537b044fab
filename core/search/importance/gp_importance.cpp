// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/importance/gp_importance.h"

#include "core/search/gp/gp_surface.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tunescope {
namespace {

constexpr int kMarginalSteps = 16;
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

} // namespace

void fillGpImportance(const SearchSpace& space, const ImportanceData& data, const ImportanceOptions& options,
                      ImportanceReport& report)
{
    const GpSurface surface(space, data.params, standardised(data.losses), kPlaces, options.seed);
    if (surface.explainedShare() < fewestExplained(data.losses.size())) {
        report.abstention = Abstention::NothingMatters;
        return;
    }
    const double unexplained = std::clamp(1.0 - surface.explainedShare(), 0.0, 1.0);
    const std::vector<double> totals = surface.totalVariances();
    for (std::size_t param = 0; param < space.size(); ++param) {
        const GpSurface::Marginal marginal = surface.marginal(param, kMarginalSteps);
        std::vector<double> shares;
        for (std::size_t model = 0; model < totals.size(); ++model) {
            const double variance = spreadAlong(marginal, model) * marginal.activeShare;
            shares.push_back(totals[model] > 0.0 ? std::clamp(variance / totals[model], 0.0, 1.0) : 0.0);
        }
        std::vector<double> resampled(shares.begin() + 1, shares.end());
        for (double& share : resampled)
            share = shares.front() + kJackknife * (share - shares.front());
        ImportanceInterval interval = intervalAround(shares.front(), resampled, unexplained);
        interval = {std::max(0.0, interval.low - kExactness), std::min(1.0, interval.high + kExactness)};
        const auto active =
            static_cast<int>(std::count_if(data.active.begin(), data.active.end(),
                                           [&](const std::vector<bool>& row) { return row[param]; }));
        report.params.push_back({.param = space.params()[param].name,
                                 .share = shares.front(),
                                 .interval = interval,
                                 .activeShare = active / static_cast<double>(data.losses.size()),
                                 .trials = active});
    }
}

} // namespace tunescope
