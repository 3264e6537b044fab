// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tunescope {

/// How many of `count` rows to take from each class, in proportion to the class sizes.
///
/// Largest remainder: whole rows first, the rest to the largest fractions, the lower class on ties. A class
/// is never used up while another can give: its last row is taken only if all other classes are down to one.
/// The sum is `count`, or the sum of the sizes if that is less.
[[nodiscard]] std::vector<std::int64_t> proportionalShares(std::span<const std::int64_t> sizes,
                                                           std::int64_t count);

} // namespace tunescope
