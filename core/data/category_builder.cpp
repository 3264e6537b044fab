// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/category_builder.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <array>

namespace tunescope {

void CategoryBuilder::add(std::string_view text)
{
    auto found = m_known.find(text);
    if (found == m_known.end())
        found = m_known.emplace(text, static_cast<std::int32_t>(m_known.size())).first;
    m_codes.push_back(found->second);
}

Column CategoryBuilder::finish(std::string name)
{
    Column column{.name = std::move(name), .kind = ColumnKind::Category};
    for (const auto& [text, code] : m_known)
        column.categories.push_back(text);
    sortCategories(column.categories);

    std::vector<std::int32_t> sortedCode(m_known.size());
    for (std::size_t i = 0; i < column.categories.size(); ++i)
        sortedCode[static_cast<std::size_t>(m_known.at(column.categories[i]))] = static_cast<std::int32_t>(i);
    for (std::int32_t& code : m_codes) {
        if (code >= 0)
            code = sortedCode[static_cast<std::size_t>(code)];
    }
    column.codes = std::move(m_codes);
    return column;
}

void sortCategories(std::vector<std::string>& categories)
{
    std::sort(categories.begin(), categories.end());
    const bool numbers = std::all_of(categories.begin(), categories.end(),
                                     [](const std::string& text) { return parseNumber(text).has_value(); });
    if (!numbers)
        return;
    std::stable_sort(categories.begin(), categories.end(), [](const std::string& a, const std::string& b) {
        return *parseNumber(a) < *parseNumber(b);
    });
}

bool isMissingMarker(std::string_view text)
{
    constexpr std::array<std::string_view, 10> kMarkers = {"",     "NA",   "NaN",  "nan", "NAN",
                                                           "null", "NULL", "Null", "?",   "<NA>"};
    return text.size() <= 4 && std::find(kMarkers.begin(), kMarkers.end(), text) != kMarkers.end();
}

} // namespace tunescope
