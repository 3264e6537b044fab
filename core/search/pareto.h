// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/trial_record.h"

#include <span>
#include <vector>

namespace tunescope {

/// Objective values of one trial with every one turned so that less is better.
using Losses = std::vector<double>;

/// Values in their directions as losses; not-a-number becomes infinite.
[[nodiscard]] Losses lossesOf(std::span<const double> values, std::span<const Direction> directions);

/// Of a trial, whether there is one objective or more; infinite where it has no value.
[[nodiscard]] Losses lossesOf(const TrialRecord& trial, const History& history);

/// True if `a` is nowhere worse and somewhere better than `b`.
[[nodiscard]] bool dominates(const Losses& a, const Losses& b);

/// Front of each point: 0 for those that none dominates, 1 for those that only front 0 dominates, and so on.
///
/// Source: Deb et al., "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE TEC 2002.
[[nodiscard]] std::vector<int> nonDominatedRanks(const std::vector<Losses>& points);

/// The volume that the points dominate inside the box that ends at `reference`, for 1 to 3 objectives; points
/// outside of the box count for nothing.
[[nodiscard]] double hypervolume(std::vector<Losses> points, const Losses& reference);

} // namespace tunescope
