// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tunescope {

/// A count as a little-endian base-128 number: small ones take one byte, none more than five.
inline void appendCount(std::vector<std::byte>& out, std::uint32_t count)
{
    while (count >= 0x80) {
        out.push_back(static_cast<std::byte>((count & 0x7FU) | 0x80U));
        count >>= 7U;
    }
    out.push_back(static_cast<std::byte>(count));
}

/// Takes one count from the front; false if there is no whole one.
[[nodiscard]] inline bool takeCount(std::span<const std::byte>& bytes, std::uint32_t& count)
{
    count = 0;
    for (unsigned shift = 0; shift <= 28 && !bytes.empty(); shift += 7) {
        const std::byte byte = bytes.front();
        bytes = bytes.subspan(1);
        count |= (static_cast<std::uint32_t>(byte) & 0x7FU) << shift;
        if ((byte & std::byte{0x80}) == std::byte{0})
            return true;
    }
    return false;
}

} // namespace tunescope
