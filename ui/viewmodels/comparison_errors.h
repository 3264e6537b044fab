// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_answers.h"

#include <vector>

namespace tunescope::ui {

/// A validation row that both trials of a pair have predicted a number for.
struct ErrorChange {
    std::int64_t row = 0;
    double truth = 0.0;
    double first = 0.0;  ///< Predicted by the first trial,
    double second = 0.0; ///< and by the second.
    double change =
        0.0; ///< Absolute error of the first minus that of the second: below 0 the first is closer.
};

/// Two regressions row by row.
struct ErrorChanges {
    std::vector<ErrorChange> rows; ///< Largest change in size first.
    int firstCloser = 0;
    int secondCloser = 0;
    /// Exact sign test, two-sided; rows that are equally far off are left out (comparison_flips.h).
    double p = 1.0;

    [[nodiscard]] bool isUnlikelyToBeLuck() const { return p < 0.05; }
};

[[nodiscard]] ErrorChanges errorChangesBetween(const PredictionSet& first, const PredictionSet& second);

} // namespace tunescope::ui
