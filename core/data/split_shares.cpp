// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/split_shares.h"

#include <algorithm>
#include <numeric>

namespace tunescope {
namespace {

/// Order in which classes get one of the rows that whole shares leave over: largest fraction of count * size
/// / total first. The fractions are compared as integers, so that ties are ties.
std::vector<std::size_t> byRemainder(std::span<const std::int64_t> sizes, std::int64_t count,
                                     std::int64_t total)
{
    std::vector<std::size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return count * sizes[a] % total > count * sizes[b] % total;
    });
    return order;
}

} // namespace

std::vector<std::int64_t> proportionalShares(std::span<const std::int64_t> sizes, std::int64_t count)
{
    std::vector<std::int64_t> shares(sizes.size(), 0);
    const std::int64_t total = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
    count = std::min(count, total);
    if (count <= 0)
        return shares;

    std::int64_t left = count;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        shares[i] = std::min(count * sizes[i] / total, std::max<std::int64_t>(sizes[i] - 1, 0));
        left -= shares[i];
    }
    const std::vector<std::size_t> order = byRemainder(sizes, count, total);
    // Rounds that keep one row of every class, then one that does not.
    for (const std::int64_t kept : {1, 0}) {
        for (bool given = true; given && left > 0;) {
            given = false;
            for (const std::size_t i : order) {
                if (left == 0 || shares[i] + kept >= sizes[i])
                    continue;
                ++shares[i];
                --left;
                given = true;
            }
        }
    }
    return shares;
}

} // namespace tunescope
