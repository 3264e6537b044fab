// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coach/neighbours.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tunescope {
namespace {

struct ColumnScale {
    float mean = 0.0F;
    float inverse = 1.0F; ///< 0 for a constant column.
};

ColumnScale scaleOf(const ProbeTable& table, std::size_t column)
{
    double sum = 0.0, squares = 0.0, count = 0.0;
    for (const auto& row : table.rows) {
        if (std::isnan(row[column]))
            continue;
        sum += row[column];
        squares += static_cast<double>(row[column]) * row[column];
        count += 1.0;
    }
    if (count == 0.0)
        return {0.0F, 0.0F};
    const double mean = sum / count;
    const double variance = squares / count - mean * mean;
    return {static_cast<float>(mean),
            variance > 1e-12 * (1.0 + mean * mean) ? static_cast<float>(1.0 / std::sqrt(variance)) : 0.0F};
}

/// Rows in which every column weighs the same, categories as they are.
std::vector<std::vector<float>> scaledRows(const ProbeTable& table)
{
    std::vector<std::vector<float>> rows = table.rows;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (table.categorical[column])
            continue;
        const ColumnScale scale = scaleOf(table, column);
        for (auto& row : rows)
            row[column] = std::isnan(row[column]) ? 0.0F : (row[column] - scale.mean) * scale.inverse;
    }
    return rows;
}

float distance(const std::vector<float>& a, const std::vector<float>& b, const ProbeTable& table,
               std::optional<std::size_t> without)
{
    float sum = 0.0F;
    if (table.columns.empty()) {
        for (std::size_t i = 0; i < a.size(); ++i)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (without == i)
            continue;
        const float change = table.categorical[i] ? (a[i] == b[i] ? 0.0F : 1.0F) : a[i] - b[i];
        sum += change * change;
    }
    return sum;
}

} // namespace

NeighbourLists nearestRows(const ProbeTable& table, std::optional<std::size_t> without)
{
    const std::vector<std::vector<float>> rows = scaledRows(table);
    NeighbourLists lists(rows.size());
    std::vector<std::pair<float, std::uint32_t>> others;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        others.clear();
        for (std::size_t other = 0; other < rows.size(); ++other) {
            if (other != row)
                others.emplace_back(distance(rows[row], rows[other], table, without),
                                    static_cast<std::uint32_t>(other));
        }
        const std::size_t kept = std::min(others.size(), kMostNeighbours);
        std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(kept), others.end());
        for (std::size_t i = 0; i < kept; ++i)
            lists[row].push_back(others[i].second);
    }
    return lists;
}

Majority majorityOf(const std::vector<std::uint32_t>& nearest, const ProbeTable& table, std::size_t votes,
                    const std::vector<bool>& allowed)
{
    std::vector<std::size_t> counts(static_cast<std::size_t>(std::max(table.classes, 1)), 0);
    std::vector<int> order; // in which classes were first met
    std::size_t seen = 0;
    for (const std::uint32_t other : nearest) {
        if (!allowed[other])
            continue;
        const auto label = static_cast<int>(table.targets[other]);
        if (counts[static_cast<std::size_t>(label)]++ == 0)
            order.push_back(label);
        if (++seen == votes)
            break;
    }
    if (order.empty())
        return {};
    const int best = *std::max_element(order.begin(), order.end(), [&](int a, int b) {
        return counts[static_cast<std::size_t>(a)] < counts[static_cast<std::size_t>(b)];
    });
    return {best, static_cast<double>(counts[static_cast<std::size_t>(best)]) / static_cast<double>(seen)};
}

} // namespace tunescope
