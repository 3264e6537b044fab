// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/leak_search.h"

#include "core/coach/curve_statistics.h"
#include "core/coach/neighbours.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace tunescope {
namespace {

/// A column that alone removes nine tenths of what guessing the commonest class gets wrong ...
constexpr double kFewestExplained = 0.9;
/// ... and does better than all other columns together by three standard errors is no measurement but an
/// answer.
constexpr double kErrorsAhead = 3.0;
/// Likewise one that does so where no other column alone removes half: classes are not that one-sided (three
/// or more; of two classes one good column can be all there is). So does one along which every class is one
/// unbroken stretch where all others together make mistakes.
constexpr double kMostOfOthers = 0.5;
constexpr int kManyClasses = 3;
/// A number whose correlation with the target leaves less than a thousandth of the variance.
constexpr double kEqualCorrelation = 0.9995;
constexpr std::size_t kFewValues = 20;
constexpr std::size_t kSides = 2; ///< Neighbours on each side along a column.
constexpr std::size_t kMostCandidates = 5;

using ValueCounts = std::map<float, std::map<int, std::size_t>>;

ValueCounts countValues(const ProbeTable& table, std::size_t column)
{
    ValueCounts counts;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        ++counts[std::isnan(table.rows[row][column]) ? -1e30F : table.rows[row][column]]
                [static_cast<int>(table.targets[row])];
    return counts;
}

/// One value for every class and one class for every value: the target under another name.
bool isRenamedTarget(const ProbeTable& table, const ValueCounts& counts)
{
    std::set<int> classes;
    for (const auto& [value, labels] : counts) {
        if (labels.size() != 1 || !classes.insert(labels.begin()->first).second)
            return false;
    }
    return classes.size() >= 2 && static_cast<int>(classes.size()) <= table.classes;
}

double agreementByValue(const ProbeTable& table, const ValueCounts& counts)
{
    std::size_t right = 0;
    for (const auto& [value, labels] : counts) {
        std::size_t most = 0;
        for (const auto& [label, count] : labels)
            most = std::max(most, count);
        right +=
            most - (labels.size() == 1 && most == 1 ? 1 : 0); // A value of one row says nothing of another.
    }
    return static_cast<double>(right) / static_cast<double>(table.rows.size());
}

double agreementByOrder(const ProbeTable& table, std::size_t column)
{
    std::vector<std::pair<float, int>> order;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (!std::isnan(table.rows[row][column]))
            order.emplace_back(table.rows[row][column], static_cast<int>(table.targets[row]));
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::size_t right = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        std::map<int, std::size_t> votes;
        const std::size_t first = i < kSides ? 0 : i - kSides;
        for (std::size_t j = first; j <= std::min(i + kSides, order.size() - 1); ++j)
            votes[order[j].second] += j == i ? 0 : 1;
        const auto most = std::max_element(votes.begin(), votes.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        right += most != votes.end() && most->first == order[i].second ? 1 : 0;
    }
    return static_cast<double>(right) / static_cast<double>(table.rows.size());
}

/// Sorted by the column, every class is one stretch.
bool isSortedByClass(const ProbeTable& table, std::size_t column)
{
    std::vector<std::pair<float, int>> order;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        order.emplace_back(table.rows[row][column], static_cast<int>(table.targets[row]));
    if (table.categorical[column] ||
        std::any_of(order.begin(), order.end(), [](const auto& item) { return std::isnan(item.first); }))
        return false;
    std::sort(order.begin(), order.end());
    std::set<int> classes;
    std::size_t stretches = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        stretches += i == 0 || order[i].second != order[i - 1].second ? 1 : 0;
        classes.insert(order[i].second);
    }
    return stretches == classes.size();
}

double commonestShare(const ProbeTable& table)
{
    std::map<int, std::size_t> counts;
    for (const double target : table.targets)
        ++counts[static_cast<int>(target)];
    std::size_t most = 0;
    for (const auto& [label, count] : counts)
        most = std::max(most, count);
    return static_cast<double>(most) / static_cast<double>(table.targets.size());
}

/// What neighbours know without the column, or the best other column where that is more.
double scoreWithout(const ProbeTable& table, std::size_t column, const std::vector<double>& agreements)
{
    double best = 0.0;
    for (std::size_t other = 0; other < agreements.size(); ++other)
        best = other == column ? best : std::max(best, agreements[other]);
    if (table.columns.size() < 2)
        return best;
    const NeighbourLists lists = nearestRows(table, column);
    const std::vector<bool> all(lists.size(), true);
    for (const std::size_t votes : {std::size_t{1}, std::size_t{5}}) {
        std::size_t right = 0;
        for (std::size_t row = 0; row < lists.size(); ++row)
            right += majorityOf(lists[row], table, votes, all).label == static_cast<int>(table.targets[row])
                         ? 1
                         : 0;
        best = std::max(best, static_cast<double>(right) / static_cast<double>(lists.size()));
    }
    return best;
}

std::optional<LeakColumn> leakOfClasses(const ProbeTable& table)
{
    const auto rows = static_cast<double>(table.rows.size());
    const double commonest = commonestShare(table);
    std::vector<double> agreements;
    for (std::size_t column = 0; column < table.columns.size(); ++column)
        agreements.push_back(agreementOf(table, column));
    std::vector<std::size_t> candidates;
    for (std::size_t column = 0; column < agreements.size(); ++column) {
        if (agreements[column] - commonest > kFewestExplained * (1.0 - commonest))
            candidates.push_back(column);
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [&](std::size_t a, std::size_t b) { return agreements[a] > agreements[b]; });
    candidates.resize(std::min(candidates.size(), kMostCandidates));
    for (const std::size_t column : candidates) {
        const ValueCounts counts = countValues(table, column);
        LeakColumn leak{
            .column = table.columns[column], .agreement = agreements[column], .rows = std::ssize(table.rows)};
        leak.exact = isRenamedTarget(table, counts);
        leak.others = scoreWithout(table, column, agreements);
        const double error = std::hypot(shareError(leak.agreement, rows), shareError(leak.others, rows));
        double second = 0.0;
        for (std::size_t other = 0; other < agreements.size(); ++other)
            second = other == column ? second : std::max(second, agreements[other]);
        const bool alone =
            table.classes >= kManyClasses && second - commonest < kMostOfOthers * (1.0 - commonest);
        const bool sorted = leak.others < 1.0 && isSortedByClass(table, column);
        if (leak.exact || alone || sorted || leak.agreement - leak.others > kErrorsAhead * error)
            return leak;
    }
    return std::nullopt;
}

double correlationOf(const ProbeTable& table, std::size_t column)
{
    double n = 0.0, x = 0.0, y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const double value = table.rows[row][column];
        if (std::isnan(value))
            continue;
        n += 1.0;
        x += value;
        y += table.targets[row];
        xx += value * value;
        yy += table.targets[row] * table.targets[row];
        xy += value * table.targets[row];
    }
    const double spread = (xx - x * x / n) * (yy - y * y / n);
    return n > 2.0 && spread > 0.0 ? std::abs(xy - x * y / n) / std::sqrt(spread) : 0.0;
}

std::optional<LeakColumn> leakOfNumbers(const ProbeTable& table)
{
    LeakColumn best{.rows = std::ssize(table.rows)};
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        const double agreement = table.categorical[column] ? 0.0 : correlationOf(table, column);
        if (agreement > best.agreement) {
            best.others = best.agreement;
            best.agreement = agreement;
            best.column = table.columns[column];
        } else {
            best.others = std::max(best.others, agreement);
        }
    }
    best.exact = best.agreement > 1.0 - 1e-9;
    if (best.agreement < kEqualCorrelation || (!best.exact && best.others > kEqualCorrelation))
        return std::nullopt;
    return best;
}

} // namespace

double agreementOf(const ProbeTable& table, std::size_t column)
{
    const ValueCounts counts = countValues(table, column);
    if (table.categorical[column] || counts.size() <= kFewValues)
        return agreementByValue(table, counts);
    return agreementByOrder(table, column);
}

std::optional<LeakColumn> findLeak(const ProbeTable& table)
{
    if (table.columns.empty() || table.rows.empty())
        return std::nullopt;
    return table.classes >= 2               ? leakOfClasses(table)
           : table.task == Task::Regression ? leakOfNumbers(table)
                                            : std::nullopt;
}

} // namespace tunescope
