// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/importance/ped_anova.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace tunescope {
namespace {

constexpr std::size_t kGrid = 50;
constexpr double kTopShare = 0.1;
constexpr std::size_t kFewestTop = 5;
constexpr int kPedResamples = 100;
constexpr int kSubsets = 200;                            ///< Random ones, for what chance gives.
constexpr std::uint64_t kPedResampleKey = 0x50656452ULL; // "PedR"
constexpr std::uint64_t kSubsetKey = 0x50656453ULL;      // "PedS"

/// One parameter's trials, each in a cell of its axis.
struct Axis {
    std::size_t cells = kGrid;
    bool isOrdered = true;
    std::vector<int> cellOf; ///< Per trial; -1 where it is inactive.
};

Axis pedAxisOf(const ParamSpec& spec, std::size_t param, const ImportanceData& data)
{
    Axis axis;
    const std::optional<std::uint64_t> count = valueCount(spec.distribution);
    if (count && *count < kGrid)
        axis.cells = static_cast<std::size_t>(*count);
    const auto* set = std::get_if<ChoiceSet>(&spec.distribution);
    axis.isOrdered = !set || set->ordered;
    for (std::size_t i = 0; i < data.positions.size(); ++i) {
        const auto cell =
            static_cast<std::size_t>(data.positions[i][param] * static_cast<double>(axis.cells));
        axis.cellOf.push_back(data.active[i][param] ? static_cast<int>(std::min(cell, axis.cells - 1)) : -1);
    }
    return axis;
}

/// Counts of cells to a density with an even prior of one trial.
std::vector<double> densityOf(const std::vector<double>& counts, double total, bool isOrdered)
{
    const auto cells = static_cast<double>(counts.size());
    std::vector<double> density(counts.size(), 1.0 / cells);
    if (!isOrdered) {
        for (std::size_t i = 0; i < counts.size(); ++i)
            density[i] += counts[i];
    } else if (total > 0.0) {
        double mean = 0.0;
        double square = 0.0;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            mean += counts[i] * static_cast<double>(i) / total;
            square += counts[i] * static_cast<double>(i * i) / total;
        }
        // Scott's rule in units of a cell; never below half a cell.
        const double deviation = std::sqrt(std::max(0.0, square - mean * mean));
        const double width = std::max(0.5, 1.059 * deviation * std::pow(total, -0.2));
        std::vector<double> kernel(counts.size());
        for (std::size_t i = 0; i < kernel.size(); ++i)
            kernel[i] = std::exp(-0.5 * static_cast<double>(i * i) / (width * width));
        for (std::size_t from = 0; from < counts.size(); ++from) {
            if (counts[from] == 0.0)
                continue;
            double sum = 0.0; // of the kernel inside of the axis
            for (std::size_t to = 0; to < counts.size(); ++to)
                sum += kernel[to > from ? to - from : from - to];
            for (std::size_t to = 0; to < counts.size(); ++to)
                density[to] += counts[from] * kernel[to > from ? to - from : from - to] / sum;
        }
    }
    for (double& value : density)
        value /= total + 1.0;
    return density;
}

/// The divergence of one parameter. `trials` may hold a trial more than once; the first `top` of them are
/// best.
double divergence(const Axis& axis, std::span<const std::size_t> trials, std::size_t top)
{
    std::vector<double> all(axis.cells, 0.0);
    std::vector<double> best(axis.cells, 0.0);
    double allTotal = 0.0;
    double bestTotal = 0.0;
    for (std::size_t i = 0; i < trials.size(); ++i) {
        const int cell = axis.cellOf[trials[i]];
        if (cell < 0)
            continue;
        all[static_cast<std::size_t>(cell)] += 1.0;
        allTotal += 1.0;
        if (i < top) {
            best[static_cast<std::size_t>(cell)] += 1.0;
            bestTotal += 1.0;
        }
    }
    if (bestTotal < 1.0)
        return 0.0;
    const std::vector<double> p = densityOf(all, allTotal, axis.isOrdered);
    const std::vector<double> q = densityOf(best, bestTotal, axis.isOrdered);
    double sum = 0.0;
    for (std::size_t i = 0; i < axis.cells; ++i)
        sum += p[i] * (q[i] / p[i] - 1.0) * (q[i] / p[i] - 1.0);
    return sum * allTotal / static_cast<double>(trials.size());
}

std::size_t topCount(std::size_t trials)
{
    const auto share = static_cast<std::size_t>(std::ceil(kTopShare * static_cast<double>(trials)));
    return std::max(kFewestTop, share);
}

/// What chance gives: the mean, and what 99 % of random subsets stay below.
struct Chance {
    double mean = 0.0;
    double limit = 0.0;
};

Chance chanceOf(const Axis& axis, std::size_t trials, std::size_t param, std::size_t params,
                std::uint64_t seed)
{
    std::vector<std::size_t> order(trials);
    std::iota(order.begin(), order.end(), std::size_t{0});
    Rng rng(Purpose::Sampler, seed, {param, 0, kSubsetKey});
    std::vector<double> values;
    for (int i = 0; i < kSubsets; ++i) {
        rng.shuffle(std::span(order));
        values.push_back(divergence(axis, order, topCount(trials)));
    }
    const double count = static_cast<double>(values.size());
    Chance chance{.mean = std::accumulate(values.begin(), values.end(), 0.0) / count};
    double squares = 0.0;
    for (const double value : values)
        squares += (value - chance.mean) * (value - chance.mean);
    // Many parameters get many chances: the limit rises with their number (a one-sided normal bound).
    const double deviation = std::sqrt(squares / count);
    std::sort(values.begin(), values.end());
    const double raised = chance.mean + deviation * (2.3 + std::log(static_cast<double>(params)));
    chance.limit = std::max(values[static_cast<std::size_t>(0.99 * (count - 1.0))], raised);
    return chance;
}

} // namespace

void fillPedAnova(const SearchSpace& space, const ImportanceData& data, const ImportanceOptions& options,
                  ImportanceReport& report)
{
    const std::size_t trials = data.losses.size();
    std::vector<std::size_t> sorted(trials);
    std::iota(sorted.begin(), sorted.end(), std::size_t{0});
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](std::size_t a, std::size_t b) { return data.losses[a] < data.losses[b]; });
    std::vector<Axis> axes;
    std::vector<double> chances;
    double total = 0.0;
    bool matters = false;
    for (std::size_t param = 0; param < space.size(); ++param) {
        axes.push_back(pedAxisOf(space.params()[param], param, data));
        const Chance chance = chanceOf(axes.back(), trials, param, space.size(), options.seed);
        const double raw = divergence(axes.back(), sorted, topCount(trials));
        matters = matters || raw > chance.limit;
        chances.push_back(chance.mean);
        const auto active = static_cast<int>(std::count_if(
            axes.back().cellOf.begin(), axes.back().cellOf.end(), [](int cell) { return cell >= 0; }));
        report.params.push_back({.param = space.params()[param].name,
                                 .share = std::max(0.0, raw - chance.mean),
                                 .activeShare = active / static_cast<double>(trials),
                                 .trials = active});
        total += report.params.back().share;
    }
    if (!matters || !(total > 0.0)) {
        report.abstention = Abstention::NothingMatters;
        return;
    }
    for (ParamImportance& param : report.params)
        param.share /= total;

    std::vector<std::vector<double>> resampled(space.size());
    for (int b = 0; b < kPedResamples; ++b) {
        Rng rng(Purpose::Sampler, options.seed, {static_cast<std::uint64_t>(b), 0, kPedResampleKey});
        std::vector<std::size_t> ranks(trials);
        for (std::size_t& rank : ranks)
            rank = rng.below(trials);
        std::sort(ranks.begin(), ranks.end());
        for (std::size_t& rank : ranks)
            rank = sorted[rank];
        std::vector<double> values;
        for (std::size_t param = 0; param < space.size(); ++param)
            values.push_back(
                std::max(0.0, divergence(axes[param], ranks, topCount(trials)) - chances[param]));
        const double sum = std::accumulate(values.begin(), values.end(), 0.0);
        for (std::size_t param = 0; param < space.size() && sum > 0.0; ++param)
            resampled[param].push_back(values[param] / sum);
    }
    for (std::size_t param = 0; param < space.size(); ++param) {
        if (resampled[param].empty())
            continue;
        const auto [low, high] = middleNinety(std::move(resampled[param]));
        ParamImportance& importance = report.params[param];
        importance.interval = {std::min(low, importance.share), std::max(high, importance.share)};
    }
}

} // namespace tunescope
