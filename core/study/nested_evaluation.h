// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/statistics.h"
#include "core/study/extra_trainer.h"
#include "core/study/study_config.h"

#include <stop_token>
#include <string>
#include <vector>

namespace tunescope {

/// One outer fold: a whole search on the other rows, and what its winner does on the rows of the fold.
struct NestedFold {
    int fold = 0;
    int trials = 0;         ///< Of the search.
    std::int64_t rows = 0;  ///< Of the outer fold.
    double inner = 0.0;     ///< The winner's value in its search.
    double outer = 0.0;     ///< Its metric on the rows of the fold.
    ParamSet params = {};   ///< The winner's.
};

/// How good tuning itself is. `optimism`: inner minus outer, turned so that more is more flattering.
struct NestedReport {
    std::string metric;
    std::vector<NestedFold> folds; ///< Those in which a trial was complete.
    MeanInterval inner;
    MeanInterval outer; ///< The interval takes the folds as independent, which they are not quite: they share training rows.
    double optimism = 0.0;
};

/// Nested cross-validation: the rows outside the test part are cut into outer folds as the protocol would cut them (k-fold;
/// in the order of time; whole groups, drawn anew for each fold). For each one the study's whole search runs on the other
/// rows alone, split by its own protocol, and its winner is scored on the fold. The test part is not touched. Blocking.
/// Source: Varma & Simon, "Bias in error estimation when using cross-validation for model selection", BMC Bioinformatics 7, 2006.
/// Errors: those of the data, of the protocol on fewer rows, and of the search.
[[nodiscard]] Result<NestedReport> nestedEvaluation(const StudyConfig& config, int folds, int workers, const ExtraProgress& progress,
                                                    const std::stop_token& stop);

} // namespace tunescope
