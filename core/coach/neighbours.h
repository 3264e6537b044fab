// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coach/data_probe.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tunescope {

/// For every row the numbers of the rows most similar to it, nearest first, itself left out; at most
/// kMostNeighbours.
using NeighbourLists = std::vector<std::vector<std::uint32_t>>;

inline constexpr std::size_t kMostNeighbours = 100;

/// By Euclidean distance; named number columns are scaled to unit variance, categories differ by 1 or 0, a
/// missing cell counts as the mean. `without` leaves one column out. Cost: N^2 F.
[[nodiscard]] NeighbourLists nearestRows(const ProbeTable& table,
                                         std::optional<std::size_t> without = std::nullopt);

struct Majority {
    int label = -1;     ///< -1 where no neighbour is allowed.
    double share = 0.0; ///< Of the votes.
};

/// The commonest class among the `votes` nearest allowed rows; the nearer one wins a tie.
[[nodiscard]] Majority majorityOf(const std::vector<std::uint32_t>& nearest, const ProbeTable& table,
                                  std::size_t votes, const std::vector<bool>& allowed);

} // namespace tunescope
