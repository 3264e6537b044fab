// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/comparison_errors.h"

#include "ui/viewmodels/comparison_flips.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace tunescope::ui {

ErrorChanges errorChangesBetween(const PredictionSet& first, const PredictionSet& second)
{
    std::unordered_map<std::int64_t, std::size_t> inSecond;
    for (std::size_t i = 0; i < std::min(second.rows.size(), second.predictedValue.size()); ++i)
        inSecond.emplace(second.rows[i], i);
    ErrorChanges changes;
    const std::size_t count =
        std::min({first.rows.size(), first.predictedValue.size(), first.trueValue.size()});
    for (std::size_t i = 0; i < count; ++i) {
        const auto other = inSecond.find(first.rows[i]);
        if (other == inSecond.end())
            continue;
        ErrorChange row{first.rows[i], double(first.trueValue[i]), double(first.predictedValue[i]),
                        double(second.predictedValue[other->second])};
        row.change = std::abs(row.first - row.truth) - std::abs(row.second - row.truth);
        if (!std::isfinite(row.change))
            continue;
        changes.firstCloser += row.change < 0.0 ? 1 : 0;
        changes.secondCloser += row.change > 0.0 ? 1 : 0;
        changes.rows.push_back(row);
    }
    std::stable_sort(
        changes.rows.begin(), changes.rows.end(),
        [](const ErrorChange& a, const ErrorChange& b) { return std::abs(a.change) > std::abs(b.change); });
    changes.p = mcNemarExact(changes.firstCloser, changes.secondCloser);
    return changes;
}

} // namespace tunescope::ui
