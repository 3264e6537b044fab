// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// Collects the texts of a category column.
///
/// The categories end up sorted (by value if all are numbers, otherwise by bytes), never in order of
/// appearance: the order of rows must not change the numbering of classes.
class CategoryBuilder
{
public:
    void add(std::string_view text);
    void addMissing() { m_codes.push_back(-1); }

    [[nodiscard]] Column finish(std::string name);

private:
    std::map<std::string, std::int32_t, std::less<>> m_known;
    std::vector<std::int32_t> m_codes;
};

/// Sorts by value if all texts are numbers, otherwise by bytes.
void sortCategories(std::vector<std::string>& categories);

/// "", "NA", "NaN", "nan", "null", "NULL" and "?": what tables write for a value that is not there.
[[nodiscard]] bool isMissingMarker(std::string_view text);

} // namespace tunescope
