// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/myths/myth_experiments.h"

#include "core/base/rng.h"
#include "core/lessons/claim_judge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace tunescope {
namespace {

constexpr double kPercent = 100.0;

/// The best-so-far lines of several repeats of one search.
Result<std::vector<std::vector<double>>> linesOf(const MythRequest& request, const LandscapePtr& landscape, const std::string& sampler, int trials,
                                                 int useless, int repeats)
{
    std::vector<std::vector<double>> lines;
    const auto objective = std::make_shared<LandscapeObjective>(landscape);
    for (int repeat = 0; repeat < repeats; ++repeat) {
        const std::uint64_t seed = deriveSeed(Purpose::Sampler, request.seed, {static_cast<std::uint64_t>(repeat)});
        const auto study = runMythStudy(landscapeSearch(*landscape, sampler, trials, useless, seed), objective, request);
        if (!study)
            return fail(study.error());
        lines.push_back(bestSoFar(**study, trials));
    }
    return lines;
}

std::vector<double> endsOf(const std::vector<std::vector<double>>& lines)
{
    std::vector<double> ends;
    for (const auto& line : lines)
        ends.push_back(line.back() * kPercent);
    return ends;
}

/// The first trial whose best so far reaches `target` by the median; the budget if none does.
double trialsTo(const MythCurve& curve, double target)
{
    for (std::size_t at = 0; at < curve.middle.size(); ++at) {
        if (curve.middle[at] >= target)
            return curve.x[at];
    }
    return std::nan("");
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kRacers{{{"gp", "Gaussian process"},
                                                                               {"tpe", "TPE"},
                                                                               {"cmaes", "CMA-ES"},
                                                                               {"ga", "Genetic"},
                                                                               {"de", "Differential evolution"},
                                                                               {"anneal", "Simulated annealing"},
                                                                               {"sobol", "Sobol"},
                                                                               {"random", "Random"},
                                                                               {"grid", "Grid"}}};

// --- Important axes ---

constexpr int kSide = 3; ///< Of the grid; as many random draws as its points.

/// The landscape over learning rate (important) and dropout (hardly), at one width.
struct Slice {
    const Landscape& landscape;
    double units;
    /// Only the lower half of the dropout axis: what one would try.
    [[nodiscard]] double at(double x, double y) const { return landscape.at({x, units, y * kTried}); }

    static constexpr double kTried = 0.5;
};

MythPointSet gridPoints(const Slice& slice, double shiftX, double shiftY)
{
    MythPointSet set{"grid", "Grid", {}, kSide, kSide};
    for (int row = 0; row < kSide; ++row) {
        for (int column = 0; column < kSide; ++column) {
            const double x = (column + shiftX) / kSide;
            const double y = (row + shiftY) / kSide;
            set.points.push_back({x, y, slice.at(x, y) * kPercent});
        }
    }
    return set;
}

MythPointSet randomPoints(const Slice& slice, Rng& rng)
{
    MythPointSet set{"random", "Random", {}, kSide * kSide, kSide * kSide};
    for (int i = 0; i < kSide * kSide; ++i) {
        const double x = rng.uniform();
        const double y = rng.uniform();
        set.points.push_back({x, y, slice.at(x, y) * kPercent});
    }
    return set;
}

double bestOf(const MythPointSet& set)
{
    double best = 0.0;
    for (const MythPoint& point : set.points)
        best = std::max(best, point.score);
    return best;
}

double rangeOf(const std::vector<double>& numbers)
{
    const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
    return *high - *low;
}

MythPlane planeOf(const Slice& slice)
{
    constexpr std::size_t kCells = 24;
    const Landscape& landscape = slice.landscape;
    MythPlane plane;
    plane.xParam = landscape.axes[0].name;
    plane.yParam = landscape.axes[2].name;
    plane.xMarginal.assign(kCells, 0.0);
    for (std::size_t row = 0; row < kCells; ++row) {
        const double y = (static_cast<double>(row) + 0.5) / kCells;
        plane.yLabels.push_back(paramText(valueAt(landscape.axes[2].distribution, y * Slice::kTried)));
        plane.cells.emplace_back();
        double sum = 0.0;
        for (std::size_t column = 0; column < kCells; ++column) {
            const double x = (static_cast<double>(column) + 0.5) / kCells;
            if (row == 0)
                plane.xLabels.push_back(paramText(valueAt(landscape.axes[0].distribution, x)));
            const double score = slice.at(x, y) * kPercent;
            plane.cells.back().push_back(score);
            plane.xMarginal[column] += score / kCells;
            sum += score / kCells;
        }
        plane.yMarginal.push_back(sum);
    }
    return plane;
}

/// A share of `count` cases with its 95 % interval (Wilson, JASA 22, 1927), in percent.
MythNumber shareOf(std::string id, std::string label, int hits, int count)
{
    constexpr double z = 1.959964;
    const double n = count;
    const double p = hits / n;
    const double middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    const double reach = z / (1.0 + z * z / n) * std::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
    return {std::move(id), std::move(label), p * kPercent, (middle - reach) * kPercent, (middle + reach) * kPercent, "%"};
}

} // namespace

ClaimResult claimAbove(std::string id, const MythNumber& number, double by)
{
    ClaimResult claim{std::move(id), ClaimVerdict::Unclear, {}, {}};
    if (number.low > by)
        claim.verdict = ClaimVerdict::Yes;
    else if (number.high < by)
        claim.verdict = ClaimVerdict::No;
    claim.evidence = number.label + ": " + amountText(number.value, number.unit) + " (95 %: " + amountText(number.low, "") + " to " + amountText(number.high, "") +
                     "), against " + amountText(by, "");
    return claim;
}

ClaimResult claimBelow(std::string id, const MythNumber& number, double by)
{
    ClaimResult claim = claimAbove(std::move(id), number, by);
    if (claim.verdict != ClaimVerdict::Unclear)
        claim.verdict = claim.verdict == ClaimVerdict::Yes ? ClaimVerdict::No : ClaimVerdict::Yes;
    return claim;
}

Result<MythResult> runRace(const MythRequest& request, const LandscapePtr& landscape)
{
    const int trials = isSmall(request) ? 10 : 48;
    const int repeats = isSmall(request) ? 3 : 20;
    MythResult result{.id = "search-race", .xTitle = "trials", .yTitle = "best so far, %", .trainings = landscape->trainings};
    std::vector<double> random;
    std::vector<double> leader;
    std::string best;
    for (std::size_t i = 0; i < kRacers.size(); ++i) {
        const auto lines = linesOf(request, landscape, std::string(kRacers[i].first), trials, 0, repeats);
        if (!lines)
            return fail(lines.error());
        result.curves.push_back(bandOf(std::string(kRacers[i].first), std::string(kRacers[i].second), *lines, kPercent));
        const std::vector<double> ends = endsOf(*lines);
        if (kRacers[i].first == "random")
            random = ends;
        if (leader.empty() || meanInterval(ends).mean > meanInterval(leader).mean) {
            leader = ends;
            best = kRacers[i].second;
        }
        result.numbers.push_back(numberOf(std::string(kRacers[i].first), std::string(kRacers[i].second), ends, "%"));
        tellProgress(request, static_cast<double>(i + 1), kRacers.size());
    }
    const double optimum = landscape->best() * kPercent;
    result.numbers.push_back({"optimum", "the best point of the landscape", optimum, optimum, optimum, "%"});
    const double target = optimum - 0.5;
    for (const MythCurve& curve : result.curves) {
        const double needed = trialsTo(curve, target);
        result.numbers.push_back({curve.id + "_trials", curve.label + ": trials to " + amountText(target, "%"), needed, needed, needed, "trials"});
    }
    std::vector<double> gains;
    for (std::size_t i = 0; i < leader.size(); ++i)
        gains.push_back(leader[i] - random[i]); // The same seeds: pairs.
    result.numbers.push_back(numberOf("gain", "the winner over random search", gains, "points"));
    result.claims.push_back(claimAbove("winner", result.numbers.back(), 0.0));
    result.claims.back().evidence = best + ", " + result.claims.back().evidence;
    return result;
}

Result<MythResult> runAxes(const MythRequest& request, const LandscapePtr& landscape)
{
    const int draws = isSmall(request) ? 50 : 400;
    const Slice slice{*landscape, 0.6};
    MythResult result{.id = "important-axes", .xTitle = "", .yTitle = "accuracy, %", .trainings = landscape->trainings};
    Rng rng(Purpose::Sampler, request.seed, {9});
    MythPlane plane = planeOf(slice);
    const MythPointSet grid = gridPoints(slice, 0.5, 0.5);
    plane.sets = {grid, randomPoints(slice, rng)};
    int wins = 0;
    int winsAnywhere = 0;
    for (int draw = 0; draw < draws; ++draw) {
        const double found = bestOf(randomPoints(slice, rng));
        const double shiftX = rng.uniform();
        const double shiftY = rng.uniform();
        wins += found > bestOf(grid) ? 1 : 0;
        winsAnywhere += found > bestOf(gridPoints(slice, shiftX, shiftY)) ? 1 : 0;
        if (draw % 50 == 0)
            tellProgress(request, draw, draws);
    }
    const auto exact = [](std::string id, std::string label, double value, std::string unit) {
        return MythNumber{std::move(id), std::move(label), value, value, value, std::move(unit)};
    };
    result.numbers = {exact("grid", "best of the grid", bestOf(grid), "%"),
                      exact("random", "best of this draw", bestOf(plane.sets[1]), "%"),
                      shareOf("wins", "draws that beat this grid", wins, draws),
                      shareOf("wins_anywhere", "draws that beat a grid put anywhere", winsAnywhere, draws),
                      exact("across", "how far the learning rate moves the score", rangeOf(plane.xMarginal), "points"),
                      exact("up", "how far dropout moves it", rangeOf(plane.yMarginal), "points")};
    result.claims.push_back(claimAbove("random", result.numbers[3], 50.0));
    MythNumber ratio = exact("ratio", "the learning rate's effect, as a multiple of dropout's", rangeOf(plane.xMarginal) / std::max(rangeOf(plane.yMarginal), 1e-9), "times");
    result.claims.push_back(claimAbove("across", ratio, 2.0));
    result.numbers.push_back(std::move(ratio));
    result.plane = std::move(plane);
    tellProgress(request, 1.0, 1.0);
    return result;
}

Result<MythResult> runGuarantee(const MythRequest& request, const LandscapePtr& landscape)
{
    const int trials = isSmall(request) ? 6 : 24;
    const int repeats = isSmall(request) ? 3 : 40;
    MythResult result{.id = "guarantees-the-best", .xTitle = "trials", .yTitle = "points below the best", .trainings = landscape->trainings};
    const double optimum = landscape->best();
    constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kSearches{{{"random", "Random"}, {"gp", "Gaussian process"}}};
    std::vector<double> regrets;
    int found = 0;
    for (std::size_t i = 0; i < kSearches.size(); ++i) {
        auto lines = linesOf(request, landscape, std::string(kSearches[i].first), trials, 0, repeats);
        if (!lines)
            return fail(lines.error());
        for (auto& line : *lines) {
            for (double& value : line)
                value = optimum - value;
        }
        result.curves.push_back(bandOf(std::string(kSearches[i].first), std::string(kSearches[i].second), *lines, kPercent));
        std::vector<double> own = endsOf(*lines);
        result.numbers.push_back(numberOf("regret_" + std::string(kSearches[i].first), std::string(kSearches[i].second) + ": points below the best", own, "points"));
        regrets.insert(regrets.end(), own.begin(), own.end());
        tellProgress(request, static_cast<double>(i + 1), kSearches.size());
    }
    constexpr double kFound = 0.05; // Points: the same number of validation rows.
    for (const double regret : regrets)
        found += regret < kFound ? 1 : 0;
    result.numbers.push_back(shareOf("found", "searches that found the best", found, static_cast<int>(regrets.size())));
    const double best = optimum * kPercent;
    result.numbers.push_back({"optimum", "the best of all points", best, best, best, "%"});
    const auto place = landscape->bestPoint();
    ClaimResult always{"guarantee", found == static_cast<int>(regrets.size()) ? ClaimVerdict::Yes : ClaimVerdict::No, {}, {}};
    always.evidence = std::to_string(found) + " of " + std::to_string(regrets.size()) + " searches found it: learning_rate " + paramText(landscape->valueOf(0, place[0])) +
                      ", units " + paramText(landscape->valueOf(1, place[1])) + ", dropout " + paramText(landscape->valueOf(2, place[2]));
    result.claims = {always, claimBelow("close", result.numbers[1], 2.0)};
    return result;
}

Result<MythResult> runMoreSettings(const MythRequest& request, const LandscapePtr& landscape)
{
    const int trials = isSmall(request) ? 8 : 32;
    const int repeats = isSmall(request) ? 3 : 20;
    MythResult result{.id = "more-hyperparameters", .xTitle = "trials", .yTitle = "best so far, %", .trainings = landscape->trainings};
    constexpr std::array<int, 3> kUseless{0, 3, 9};
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kSearches{{{"gp", "Gaussian process"}, {"grid", "Grid"}, {"random", "Random"}}};
    double done = 0.0;
    for (const auto& [sampler, title] : kSearches) {
        std::vector<std::vector<double>> ends;
        for (const int useless : kUseless) {
            const auto lines = linesOf(request, landscape, std::string(sampler), trials, useless, repeats);
            if (!lines)
                return fail(lines.error());
            const std::string id = std::string(sampler) + "_" + std::to_string(useless);
            const std::string label = std::string(title) + ", " + std::to_string(3 + useless) + " settings";
            result.curves.push_back(bandOf(id, label, *lines, kPercent));
            ends.push_back(endsOf(*lines));
            result.numbers.push_back(numberOf(id, label, ends.back(), "%"));
            tellProgress(request, ++done, static_cast<double>(kUseless.size() * kSearches.size()));
        }
        std::vector<double> losses;
        for (std::size_t i = 0; i < ends.front().size(); ++i)
            losses.push_back(ends.front()[i] - ends.back()[i]);
        result.numbers.push_back(numberOf("loss_" + std::string(sampler), std::string(title) + ": points lost to nine useless settings", losses, "points"));
        result.claims.push_back(claimAbove(std::string(sampler), result.numbers.back(), 0.0));
    }
    return result;
}

} // namespace tunescope
