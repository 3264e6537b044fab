// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_places.h"

#include <algorithm>

namespace tunescope {

std::vector<std::string> placesOf(std::string_view text)
{
    std::vector<std::string> places;
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos)
            break;
        places.emplace_back(text.substr(open + 1, close - open - 1));
    }
    return places;
}

std::optional<std::size_t> valueOfLabel(const LessonPart& part, std::string_view label)
{
    const auto found = std::find_if(part.values.begin(), part.values.end(), [&](const SweepValue& value) { return value.label == label; });
    if (found == part.values.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - part.values.begin());
}

bool isPlace(const LessonPart& part, std::string_view place)
{
    if (place == "best" || place == "worst" || valueOfLabel(part, place))
        return true;
    const std::size_t colon = place.find(':');
    if (colon == std::string_view::npos)
        return false;
    const std::string_view kind = place.substr(0, colon);
    const std::string_view name = place.substr(colon + 1);
    if (kind == "baseline")
        return std::any_of(part.baselines.begin(), part.baselines.end(), [&](const BaselineRule& rule) { return rule.id == name; });
    const bool isFurther = std::any_of(part.further.begin(), part.further.end(), [&](const FurtherScore& further) { return further.metric == kind; });
    return (isFurther || kind == "train" || kind == "seconds" || kind == "weights") && valueOfLabel(part, name).has_value();
}

std::string fillPlaces(std::string_view text, const std::function<std::string(std::string_view place)>& valueOf)
{
    std::string filled;
    std::size_t from = 0;
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', from)) {
        const std::size_t close = text.find('}', open);
        if (close == std::string_view::npos)
            break;
        filled.append(text.substr(from, open - from)).append(valueOf(text.substr(open + 1, close - open - 1)));
        from = close + 1;
    }
    return filled.append(text.substr(from));
}

} // namespace tunescope
