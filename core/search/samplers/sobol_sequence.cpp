// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/samplers/sobol_sequence.h"

#include "core/base/rng.h"

#include <array>
#include <bit>

namespace tunescope {
namespace {

constexpr int kBits = 32;

struct Row {
    std::uint32_t polynomial;
    std::array<std::uint32_t, 9> initial;
};

constexpr Row kRows[] = {
#include "core/search/samplers/sobol_directions.inc"
};
static_assert(std::size(kRows) == kSobolDimensions - 1);

using Directions = std::array<std::uint32_t, kBits>;

/// v_k = m_k / 2^k as digits; m_k for k > s by the recurrence of the polynomial (Bratley & Fox, TOMS 14,
/// 1988): m_k = 2 a_1 m_{k-1} ^ 4 a_2 m_{k-2} ^ ... ^ 2^s m_{k-s} ^ m_{k-s}.
constexpr Directions directionsOf(const Row& row)
{
    const int degree = std::bit_width(row.polynomial) - 1;
    Directions directions{};
    for (int k = 0; k < kBits; ++k) {
        const auto at = static_cast<std::size_t>(k);
        if (k < degree) {
            directions[at] = row.initial[at] << (kBits - 1 - k);
            continue;
        }
        const std::uint32_t oldest = directions[static_cast<std::size_t>(k - degree)];
        directions[at] = oldest ^ (oldest >> degree);
        for (int j = 1; j < degree; ++j) {
            if ((row.polynomial >> (degree - j)) & 1U)
                directions[at] ^= directions[static_cast<std::size_t>(k - j)];
        }
    }
    return directions;
}

constexpr std::array<Directions, kSobolDimensions> allDirections()
{
    std::array<Directions, kSobolDimensions> all{};
    for (int k = 0; k < kBits; ++k) // The first dimension is the van der Corput sequence.
        all[0][static_cast<std::size_t>(k)] = 1U << (kBits - 1 - k);
    for (std::size_t d = 1; d < all.size(); ++d)
        all[d] = directionsOf(kRows[d - 1]);
    return all;
}

constexpr std::array<Directions, kSobolDimensions> kDirections = allDirections();

} // namespace

std::uint32_t sobolDigits(std::uint32_t index, int dimension)
{
    const Directions& directions = kDirections[static_cast<std::size_t>(dimension)];
    std::uint32_t digits = 0;
    for (std::uint32_t gray = index ^ (index >> 1); gray != 0; gray &= gray - 1)
        digits ^= directions[static_cast<std::size_t>(std::countr_zero(gray))];
    return digits;
}

std::uint32_t owenScrambled(std::uint32_t digits, int dimension, std::uint64_t seed)
{
    const std::array<std::uint32_t, 2> key{static_cast<std::uint32_t>(seed),
                                           static_cast<std::uint32_t>(seed >> 32)};
    std::uint32_t flips = 0;
    for (int bit = 0; bit < kBits; ++bit) {
        const std::uint32_t higher = bit == 0 ? 0 : digits >> (kBits - bit);
        const auto random = philox4x32(
            {higher, static_cast<std::uint32_t>(bit), static_cast<std::uint32_t>(dimension), 0}, key);
        flips |= (random[0] & 1U) << (kBits - 1 - bit);
    }
    return digits ^ flips;
}

} // namespace tunescope
