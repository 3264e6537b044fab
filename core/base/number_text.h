// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tunescope {

/// The shortest decimal text that reads back as the same number; independent of the locale.
[[nodiscard]] std::string numberText(double value);
[[nodiscard]] std::string numberText(float value);
[[nodiscard]] std::string numberText(std::int64_t value);

/// Reads a whole text as one finite number ("-1.5e-3"); blanks, hexadecimal, "inf" and "nan" are not numbers.
[[nodiscard]] std::optional<double> parseNumber(std::string_view text);
[[nodiscard]] std::optional<std::int64_t> parseInteger(std::string_view text);
[[nodiscard]] std::optional<std::uint64_t> parseUnsigned(std::string_view text);

/// The candidate that is closest to `text` by edit distance, or "" if none is close (at most 3 edits).
template <class Range>
[[nodiscard]] std::string nearestName(std::string_view text, const Range& candidates);

[[nodiscard]] int editDistance(std::string_view a, std::string_view b);

template <class Range>
std::string nearestName(std::string_view text, const Range& candidates)
{
    std::string best;
    int bestDistance = 4;
    for (const auto& candidate : candidates) {
        const int distance = editDistance(text, std::string_view(candidate));
        if (distance < bestDistance) {
            bestDistance = distance;
            best = std::string(std::string_view(candidate));
        }
    }
    return best;
}

} // namespace tunescope
