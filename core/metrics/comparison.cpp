// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/comparison.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr int kPosteriorDraws = 10'000;
constexpr std::uint64_t kPosteriorStream = 0x7472757374; // "trust": no trial has this number

std::vector<double> definedScores(const CandidateScores& candidate)
{
    std::vector<double> scores;
    std::copy_if(candidate.values.begin(), candidate.values.end(), std::back_inserter(scores),
                 [](double value) { return std::isfinite(value); });
    return scores;
}

PairedComparison comparedWith(const CandidateScores& own, const CandidateScores& leader)
{
    std::vector<double> a;
    std::vector<double> b;
    for (std::size_t i = 0; i < std::min(own.values.size(), leader.values.size()); ++i) {
        if (std::isfinite(own.values[i]) && std::isfinite(leader.values[i])) {
            a.push_back(own.values[i]);
            b.push_back(leader.values[i]);
        }
    }
    return comparePairs(a, b);
}

/// Indices of the candidates that have scores, best mean first; equal ones keep their order.
std::vector<std::size_t> byMean(const std::vector<CandidateVerdict>& verdicts, Direction direction)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (verdicts[i].mean.count > 0)
            order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return isBetter(verdicts[a].mean.mean, verdicts[b].mean.mean, direction);
    });
    return order;
}

void poolSpread(Comparison& comparison)
{
    double squares = 0.0;
    for (const CandidateVerdict& verdict : comparison.verdicts) {
        if (verdict.mean.count < 2)
            continue;
        squares += verdict.mean.deviation * verdict.mean.deviation * (verdict.mean.count - 1);
        comparison.freedom += verdict.mean.count - 1;
    }
    comparison.pooledDeviation =
        comparison.freedom > 0 ? std::sqrt(squares / comparison.freedom) : std::numeric_limits<double>::quiet_NaN();
}

/// That the means of the first `count` candidates of the order are so far apart by luck.
double luckOfRange(const Comparison& comparison, const std::vector<std::size_t>& order, std::size_t count)
{
    const MeanInterval& leader = comparison.verdicts[order.front()].mean;
    const MeanInterval& last = comparison.verdicts[order[count - 1]].mean;
    const double difference = std::abs(leader.mean - last.mean);
    if (difference == 0.0 || comparison.freedom == 0)
        return 1.0;
    const double error = comparison.pooledDeviation * std::sqrt((1.0 / leader.count + 1.0 / last.count) / 2.0);
    if (error == 0.0)
        return 0.0; // every seed gave the same score, so what differs is no luck
    return studentizedRangeTail(difference / error, static_cast<int>(count), comparison.freedom);
}

void findTies(Comparison& comparison, const std::vector<std::size_t>& order)
{
    bool apart = true;
    double smallest = 0.0; // a shorter range is never surer than a longer one
    for (std::size_t count = order.size(); count >= 2; --count) {
        CandidateVerdict& verdict = comparison.verdicts[order[count - 1]];
        smallest = std::max(smallest, luckOfRange(comparison, order, count));
        verdict.luck = smallest;
        apart = apart && smallest < kTieLevel;
        verdict.tied = !apart;
    }
    comparison.verdicts[order.front()].tied = true;
}

/// Chi-square as twice a gamma number of shape freedom / 2.
/// Source: Marsaglia & Tsang, "A simple method for generating gamma variables", ACM TOMS 26, 2000; a shape below 1 by
/// one of shape + 1.
double chiSquare(Rng& rng, int freedom)
{
    const double shape = freedom / 2.0;
    const double boost = shape < 1.0 ? std::pow(1.0 - rng.uniform(), 1.0 / shape) : 1.0;
    const double d = (shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    while (true) {
        const double z = rng.normal();
        const double v = (1.0 + c * z) * (1.0 + c * z) * (1.0 + c * z);
        if (v > 0.0 && std::log(1.0 - rng.uniform()) < 0.5 * z * z + d - d * v + d * std::log(v))
            return 2.0 * d * v * boost;
    }
}

void findChances(Comparison& comparison, const std::vector<std::size_t>& order, Direction direction, std::uint64_t seed)
{
    if (comparison.freedom == 0 || comparison.pooledDeviation == 0.0) {
        std::vector<std::size_t> best;
        for (const std::size_t i : order) {
            if (comparison.freedom == 0 || comparison.verdicts[i].mean.mean == comparison.verdicts[order.front()].mean.mean)
                best.push_back(i);
        }
        for (const std::size_t i : best)
            comparison.verdicts[i].chanceOfBest = 1.0 / static_cast<double>(best.size());
        return;
    }
    Rng rng(Purpose::Sampler, seed, {kPosteriorStream});
    std::vector<int> wins(comparison.verdicts.size(), 0);
    for (int draw = 0; draw < kPosteriorDraws; ++draw) {
        const double deviation =
            comparison.pooledDeviation * std::sqrt(comparison.freedom / chiSquare(rng, comparison.freedom));
        std::size_t winner = order.front();
        double best = std::numeric_limits<double>::quiet_NaN();
        for (const std::size_t i : order) {
            const MeanInterval& mean = comparison.verdicts[i].mean;
            const double drawn = mean.mean + rng.normal() * deviation / std::sqrt(static_cast<double>(mean.count));
            if (std::isnan(best) || isBetter(drawn, best, direction)) {
                best = drawn;
                winner = i;
            }
        }
        ++wins[winner];
    }
    for (std::size_t i = 0; i < wins.size(); ++i)
        comparison.verdicts[i].chanceOfBest = static_cast<double>(wins[i]) / kPosteriorDraws;
}

/// Index of the smallest number among the candidates that `allowed` lets through; the earlier in the order on a tie.
template <class Number, class Allowed>
int smallestOf(const std::vector<std::size_t>& order, const Number& number, const Allowed& allowed)
{
    int best = -1;
    for (const std::size_t i : order) {
        if (allowed(i) && (best < 0 || number(i) < number(static_cast<std::size_t>(best))))
            best = static_cast<int>(i);
    }
    return best;
}

void chooseSimplest(Comparison& comparison, std::span<const CandidateScores> candidates, const std::vector<std::size_t>& order,
                    double rowError)
{
    const MeanInterval& leader = comparison.verdicts[order.front()].mean;
    const double seedError =
        comparison.freedom > 0 ? comparison.pooledDeviation / std::sqrt(static_cast<double>(leader.count)) : 0.0;
    comparison.oneError = std::hypot(seedError, rowError);
    for (const std::size_t i : order) {
        CandidateVerdict& verdict = comparison.verdicts[i];
        verdict.withinOneError = std::abs(verdict.mean.mean - leader.mean) <= comparison.oneError;
    }
    const auto weights = [&](std::size_t i) { return candidates[i].weights; };
    const auto seconds = [&](std::size_t i) { return candidates[i].seconds; };
    const auto tied = [&](std::size_t i) { return comparison.verdicts[i].tied; };
    comparison.oneErrorChoice =
        smallestOf(order, weights, [&](std::size_t i) { return comparison.verdicts[i].withinOneError; });
    comparison.smallestTied = smallestOf(order, weights, tied);
    comparison.fastestTied = smallestOf(order, seconds, tied);
}

} // namespace

Comparison compareCandidates(std::span<const CandidateScores> candidates, Direction direction, double rowError,
                             std::uint64_t seed)
{
    Comparison comparison;
    for (const CandidateScores& candidate : candidates)
        comparison.verdicts.push_back({.mean = meanInterval(definedScores(candidate)), .againstLeader = {}});
    const std::vector<std::size_t> order = byMean(comparison.verdicts, direction);
    poolSpread(comparison);
    if (order.empty())
        return comparison;
    comparison.leader = static_cast<int>(order.front());
    for (std::size_t i = 0; i < order.size(); ++i) {
        CandidateVerdict& verdict = comparison.verdicts[order[i]];
        verdict.rank = static_cast<int>(i) + 1;
        verdict.againstLeader = comparedWith(candidates[order[i]], candidates[order.front()]);
    }
    findTies(comparison, order);
    findChances(comparison, order, direction, seed);
    chooseSimplest(comparison, candidates, order, rowError);
    return comparison;
}

} // namespace tunescope
