// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/trial_filter.h"
#include "ui/viewmodels/trial_table_columns.h"

#include <Qt>

#include <vector>

namespace tunescope::ui {

/// Which trials the chips above the table keep.
enum class TrialGroup { All, Running, Finished, Pruned, Diverged };

struct TrialOrder {
    int column = 3; ///< The score.
    Qt::SortOrder order = Qt::DescendingOrder;
};

/// The rows of the trial table from top to bottom, the first `running` of them under way.
struct OrderedTrials {
    std::vector<int> trials;
    int running = 0;
};

/// True for trials that the table shows at all: started or made by hand, not deleted.
[[nodiscard]] bool isListed(const TrialSnapshot& trial);
[[nodiscard]] bool isInGroup(const TrialSnapshot& trial, TrialGroup group);

/// Rows under way first, the newest on top; then by the column, empty cells last, equal ones by number.
/// Sorted by score, complete trials stand above all stopped ones in either direction.
[[nodiscard]] OrderedTrials orderedTrials(const StudySnapshot& snapshot,
                                          const std::vector<TrialColumn>& columns, TrialOrder order,
                                          TrialGroup group, const TrialFilter& filter);

} // namespace tunescope::ui
