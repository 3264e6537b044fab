// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/data/split.h"

#include <string>
#include <vector>

namespace tunescope {

/// How a column tells the answer.
enum class LeakKind {
    Determines, ///< Every value of the column goes with one answer only, and values repeat.
    Separates,  ///< Number: the classes lie one beside the other without overlap.
    Linear,     ///< Number, regression: the target is a straight line in it (correlation above 0.99999).
};

struct LeakColumn {
    std::string name;
    LeakKind kind = LeakKind::Determines;

    friend bool operator==(const LeakColumn&, const LeakColumn&) = default;
};

/// Feature columns of a table that tell the target by themselves: copies of it, codes for it, or things that are only
/// known afterwards. Looked at are the rows outside the test part; rows with a missing value in the column do not
/// speak for or against it, but at least 20 rows and 90 % must be there. A column of mostly different values (a number
/// of the row, a name) determines everything without meaning anything, so each value must stand for four rows on average.
/// Empty for samples that are no table rows.
[[nodiscard]] std::vector<LeakColumn> leakColumns(const Dataset& dataset, const Split& split);

} // namespace tunescope
