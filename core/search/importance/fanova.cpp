// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/importance/fanova.h"

#include "core/base/rng.h"
#include "core/search/importance/gp_importance.h"
#include "core/search/importance/marginals.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tunescope {
namespace {

constexpr int kTrees = 64;
constexpr int kResampleTrees = 12;
constexpr int kResamples = 20;
constexpr std::size_t kTopParameters = 6;
constexpr std::uint64_t kResampleKey = 0x46616e52ULL; // "FanR"

/// Shares of one forest's variance.
struct Shares {
    std::vector<double> params;
    std::vector<double> pairs;
};

using ParamPair = std::pair<std::size_t, std::size_t>;

std::vector<double> mainShares(const RegressionForest& forest, const std::vector<Regime>& regimes,
                               double total)
{
    std::vector<double> shares;
    for (std::size_t param = 0; param < regimes.size(); ++param) {
        const double variance = marginalVariance(forest, param, regimes[param]) * regimes[param].volume;
        shares.push_back(total > 0.0 ? std::clamp(variance / total, 0.0, 1.0) : 0.0);
    }
    return shares;
}

double pairShare(const RegressionForest& forest, const ParamPair& pair, const std::vector<Regime>& regimes,
                 double total)
{
    const Regime both = intersection(regimes[pair.first], regimes[pair.second]);
    const double variance = interactionVariance(forest, pair.first, pair.second, both) * both.volume;
    return total > 0.0 ? std::clamp(variance / total, 0.0, 1.0) : 0.0;
}

Shares sharesOf(const RegressionForest& forest, const std::vector<Regime>& regimes,
                const std::vector<ParamPair>& pairs)
{
    const double total = totalVariance(forest);
    Shares shares{mainShares(forest, regimes, total), {}};
    for (const ParamPair& pair : pairs)
        shares.pairs.push_back(pairShare(forest, pair, regimes, total));
    return shares;
}

std::vector<Shares> resampledShares(const ImportanceData& data, const std::vector<double>& targets,
                                    const std::vector<ForestAxis>& axes, const std::vector<Regime>& regimes,
                                    const std::vector<ParamPair>& pairs, std::uint64_t seed)
{
    std::vector<Shares> resampled;
    for (int b = 0; b < kResamples; ++b) {
        Rng rng(Purpose::Sampler, seed, {static_cast<std::uint64_t>(b), 0, kResampleKey});
        std::vector<std::vector<double>> rows;
        std::vector<double> values;
        for (std::size_t i = 0; i < targets.size(); ++i) {
            const std::size_t row = rng.below(targets.size());
            rows.push_back(data.positions[row]);
            values.push_back(targets[row]);
        }
        const RegressionForest forest(rows, values, axes, {.trees = kResampleTrees, .seed = rng.next64()});
        resampled.push_back(sharesOf(forest, regimes, pairs));
    }
    return resampled;
}

} // namespace

std::vector<std::pair<std::size_t, std::size_t>> topPairs(const std::vector<double>& shares)
{
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return shares[a] > shares[b]; });
    order.resize(std::min(order.size(), kTopParameters));
    std::sort(order.begin(), order.end());
    std::vector<ParamPair> pairs;
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (std::size_t j = i + 1; j < order.size(); ++j)
            pairs.emplace_back(order[i], order[j]);
    }
    return pairs;
}

std::vector<ForestAxis> forestAxes(const SearchSpace& space)
{
    constexpr std::uint64_t kMostCategories = 64;
    std::vector<ForestAxis> axes;
    for (const ParamSpec& spec : space.params()) {
        const auto* set = std::get_if<ChoiceSet>(&spec.distribution);
        const bool isParent =
            std::any_of(space.params().begin(), space.params().end(), [&](const ParamSpec& child) {
                return std::any_of(child.when.begin(), child.when.end(),
                                   [&](const Condition& condition) { return condition.param == spec.name; });
            });
        const auto* range = std::get_if<IntRange>(&spec.distribution);
        const std::uint64_t count = valueCount(spec.distribution).value_or(0);
        // Equal shares of the axis are what makes positions and category numbers agree.
        const bool isEven = set || (range && range->scale == Scale::Linear);
        const bool apart = isEven && ((set && !set->ordered) || isParent) && count <= kMostCategories;
        axes.push_back({.categories = apart ? static_cast<std::size_t>(count) : 0});
    }
    return axes;
}

void fillFanova(const SearchSpace& space, const ImportanceData& data, const ImportanceOptions& options,
                ImportanceReport& report)
{
    const std::vector<double> targets = standardised(data.losses);
    const std::vector<ForestAxis> axes = forestAxes(space);
    const RegressionForest forest(data.positions, targets, axes, {.trees = kTrees, .seed = options.seed});
    const GpSurface surface = importanceSurface(space, data, options.seed);
    if (std::max(forest.explainedShare(), surface.explainedShare()) < fewestExplained(targets.size())) {
        report.abstention = Abstention::NothingMatters;
        return;
    }
    if (surface.explainedShare() > forest.explainedShare()) {
        fillFromSurface(space, data, surface, options.pairs, report);
        return;
    }
    const std::vector<Regime> regimes = regimesOf(space, axes);
    Shares shares = sharesOf(forest, regimes, {});
    const std::vector<ParamPair> pairs =
        options.pairs == PairAnalysis::TopParameters ? topPairs(shares.params) : std::vector<ParamPair>{};
    if (!pairs.empty())
        shares = sharesOf(forest, regimes, pairs);
    const std::vector<Shares> resampled = resampledShares(data, targets, axes, regimes, pairs, options.seed);

    const double unexplained = std::clamp(1.0 - forest.explainedShare(), 0.0, 1.0);
    std::vector<double> column(resampled.size());
    for (std::size_t param = 0; param < space.size(); ++param) {
        std::transform(resampled.begin(), resampled.end(), column.begin(),
                       [&](const Shares& other) { return other.params[param]; });
        const auto active =
            static_cast<int>(std::count_if(data.active.begin(), data.active.end(),
                                           [&](const std::vector<bool>& row) { return row[param]; }));
        report.params.push_back({.param = space.params()[param].name,
                                 .share = shares.params[param],
                                 .interval = intervalAround(shares.params[param], column, unexplained),
                                 .activeShare = active / static_cast<double>(targets.size()),
                                 .trials = active});
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        std::transform(resampled.begin(), resampled.end(), column.begin(),
                       [&](const Shares& other) { return other.pairs[i]; });
        report.pairs.push_back({.first = space.params()[pairs[i].first].name,
                                .second = space.params()[pairs[i].second].name,
                                .share = shares.pairs[i],
                                .interval = intervalAround(shares.pairs[i], column, unexplained)});
    }
    std::stable_sort(report.pairs.begin(), report.pairs.end(),
                     [](const PairImportance& a, const PairImportance& b) { return a.share > b.share; });
}

} // namespace tunescope
