// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/count_text.h"

#include "core/base/number_text.h"

namespace tunescope {

std::string groupedText(std::int64_t count)
{
    const std::string digits = numberText(count);
    const std::size_t sign = count < 0 ? 1 : 0;
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > sign && (digits.size() - i) % 3 == 0)
            text += "\u202F";
        text += digits[i];
    }
    return text;
}

std::string countText(std::int64_t count, std::string_view noun, std::string_view plural)
{
    std::string text = groupedText(count) + " ";
    if (count == 1 || plural.empty())
        text += noun;
    if (count != 1)
        text += plural.empty() ? std::string_view("s") : plural;
    return text;
}

} // namespace tunescope
