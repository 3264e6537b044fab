// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tunescope {

/// Dimensions for which direction numbers are shipped.
constexpr int kSobolDimensions = 64;

/// Coordinate `dimension` (0-based, below kSobolDimensions) of point `index` of the Sobol sequence in
/// Gray-code order, as the first 32 binary digits after the point: 0x80000000 = 1/2. Point 0 is the origin.
///
/// Source: Sobol 1967; Gray-code order of Antonov & Saleev 1979; direction numbers of Joe & Kuo 2008.
[[nodiscard]] std::uint32_t sobolDigits(std::uint32_t index, int dimension);

/// Owen's nested uniform scrambling: each binary digit is flipped or not depending on the seed, the dimension
/// and all higher digits, so that a scrambled point is uniform and the net property stays.
///
/// Source: A. B. Owen, "Randomly Permuted (t,m,s)-Nets and (t,s)-Sequences", 1995.
[[nodiscard]] std::uint32_t owenScrambled(std::uint32_t digits, int dimension, std::uint64_t seed);

} // namespace tunescope
