// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tunescope {

/// "1 797": groups of three apart by narrow no-break spaces (U+202F), as on screen.
[[nodiscard]] std::string groupedText(std::int64_t count);

/// "1 row", "1 797 rows"; `plural` where it is not the noun with an s.
[[nodiscard]] std::string countText(std::int64_t count, std::string_view noun, std::string_view plural = {});

/// "a", "a and b", "a, b and c"; above `limit` names "a, b, c and 5 more".
template <class Range>
[[nodiscard]] std::string listText(const Range& names, std::size_t limit = 6);

template <class Range>
std::string listText(const Range& names, std::size_t limit)
{
    const std::size_t count = names.size();
    const std::size_t shown = count > limit ? limit : count;
    std::string text;
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0)
            text += i + 1 == count ? " and " : ", ";
        text += names[i];
    }
    if (shown < count)
        text += " and " + groupedText(static_cast<std::int64_t>(count - shown)) + " more";
    return text;
}

} // namespace tunescope
