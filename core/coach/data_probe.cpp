// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/data_probe.h"

#include "core/base/rng.h"
#include "core/coach/curve_statistics.h"
#include "core/coach/leak_search.h"
#include "core/coach/neighbours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr std::uint64_t kDraws = 4;                    ///< Halves of the data that are averaged.
constexpr std::size_t kFewestRows = 20;                ///< Below, nothing can be measured.
constexpr std::array<std::size_t, 3> kVotes{1, 5, 15}; ///< Numbers of neighbours that are tried.
constexpr std::size_t kConflictVotes = 10;
constexpr std::size_t kConfidentPart = 3; ///< The most confident third of the rows, of few rows the half.
constexpr std::size_t kFewRows = 300;
constexpr std::size_t kRowsPerClass = 15; ///< So that ten neighbours can be of one class.

/// Share of rows that the majority of their `votes` nearest rows among `allowed` name rightly.
double scoreWith(const NeighbourLists& lists, const ProbeTable& table, std::size_t votes,
                 const std::vector<bool>& allowed)
{
    std::size_t right = 0;
    for (std::size_t row = 0; row < lists.size(); ++row)
        right += majorityOf(lists[row], table, votes, allowed).label == static_cast<int>(table.targets[row])
                     ? 1
                     : 0;
    return static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(lists.size(), 1));
}

/// Root mean square error of the mean of each row's nearest rows.
double errorOfMeans(const NeighbourLists& lists, const ProbeTable& table)
{
    constexpr std::size_t kMean = 5;
    double squares = 0.0;
    for (std::size_t row = 0; row < lists.size(); ++row) {
        double sum = 0.0;
        const std::size_t count = std::min(kMean, lists[row].size());
        for (std::size_t i = 0; i < count; ++i)
            sum += table.targets[lists[row][i]];
        squares +=
            std::pow(table.targets[row] - sum / static_cast<double>(std::max<std::size_t>(count, 1)), 2);
    }
    return std::sqrt(squares / static_cast<double>(lists.size()));
}

/// Every other row, drawn anew in each round.
std::vector<bool> halfOf(std::size_t rows, std::uint64_t round)
{
    std::vector<std::size_t> order(rows);
    for (std::size_t i = 0; i < rows; ++i)
        order[i] = i;
    Rng rng(Purpose::Generator, round, {rows});
    for (std::size_t i = rows; i > 1; --i)
        std::swap(order[i - 1], order[rng.next() % i]);
    std::vector<bool> chosen(rows, false);
    for (std::size_t i = 0; i < rows / 2; ++i)
        chosen[order[i]] = true;
    return chosen;
}

void measureConflicts(DataProbe& probe, const NeighbourLists& lists, const ProbeTable& table)
{
    struct Vote {
        double agreement = 0.0;
        bool conflicts = false;
    };
    const std::vector<bool> all(lists.size(), true);
    std::vector<Vote> votes;
    for (std::size_t row = 0; row < lists.size(); ++row) {
        const Majority majority = majorityOf(lists[row], table, kConflictVotes, all);
        votes.push_back({majority.share, majority.label != static_cast<int>(table.targets[row])});
    }
    std::stable_sort(votes.begin(), votes.end(),
                     [](const Vote& a, const Vote& b) { return a.agreement > b.agreement; });
    const std::size_t chosen = votes.size() / (votes.size() < kFewRows ? 2 : kConfidentPart);
    const auto conflicts = std::count_if(votes.begin(), votes.begin() + static_cast<std::ptrdiff_t>(chosen),
                                         [](const Vote& vote) { return vote.conflicts; });
    probe.confidentRows = static_cast<std::int64_t>(chosen);
    probe.confidentConflicts = static_cast<double>(conflicts) / static_cast<double>(chosen);
    probe.confidentConflictsLow = wilsonLow(probe.confidentConflicts, static_cast<double>(chosen));
}

} // namespace

DataProbe probeData(const ProbeTable& table)
{
    DataProbe probe;
    probe.neighbourScore = probe.halfDataScore = probe.neighbourError =
        std::numeric_limits<double>::quiet_NaN();
    probe.rows = static_cast<std::int64_t>(table.rows.size());
    if (table.rows.size() < kFewestRows)
        return probe;
    probe.leak = findLeak(table);
    if (table.classes < 2 && table.task != Task::Regression)
        return probe;
    const NeighbourLists lists = nearestRows(table);
    if (table.classes < 2) {
        probe.neighbourError = errorOfMeans(lists, table);
        return probe;
    }
    const std::vector<bool> all(lists.size(), true);
    std::size_t best = kVotes.front();
    for (const std::size_t votes : kVotes) {
        const double score = scoreWith(lists, table, votes, all);
        if (!(score <= probe.neighbourScore)) {
            probe.neighbourScore = score;
            best = votes;
        }
    }
    double sum = 0.0;
    for (std::uint64_t round = 0; round < kDraws; ++round)
        sum += scoreWith(lists, table, best, halfOf(lists.size(), round));
    probe.halfDataScore = sum / static_cast<double>(kDraws);
    if (table.rows.size() >= kRowsPerClass * static_cast<std::size_t>(table.classes))
        measureConflicts(probe, lists, table);
    return probe;
}

} // namespace tunescope
