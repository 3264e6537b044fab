// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/data/test_vault.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tunescope {

enum class SplitKind {
    Holdout,
    KFold,
    TimeOrdered, ///< Folds that validate on what comes later (split_rules.h).
    Grouped,     ///< Holdout that keeps the rows of every group in one part.
};

/// How rows are shared out; the same for every trial of a protocol.
struct SplitConfig {
    SplitKind kind = SplitKind::Holdout;
    double validation = 0.2; ///< Share of all rows (holdout); k-fold uses one fold instead.
    double test = 0.2;       ///< Share of all rows; 0 = no test part.
    double stopping =
        0.0; ///< Share of the training part set aside for early stopping; 0 = the validation part stops.
    bool stratified = true; ///< Same class mix in the parts outside the test part; no effect on regression.
    int folds = 5;          ///< k-fold and time-ordered only.
    std::int64_t gap = 0;   ///< Rows left out between parts that follow each other in time.
    std::string by = {};    ///< Grouped: the column whose values stay together.
    std::uint64_t seed = 0;
    std::vector<std::int64_t> excludedRows = {}; ///< Left out of every part but the test part.
    /// Ascending; the only rows that are shared out, as if the others did not exist. Empty = all rows.
    std::vector<std::int64_t> pool = {};

    friend bool operator==(const SplitConfig&, const SplitConfig&) = default;
};

/// Rows of one run, each part in ascending order.
struct Split {
    std::vector<std::int64_t> train;
    std::vector<std::int64_t> validation;
    std::vector<std::int64_t> stopping; ///< Empty unless SplitConfig::stopping is above 0.
    TestVault test;
    std::string sha256; ///< Of all four parts.

    friend bool operator==(const Split&, const Split&) = default;
};

/// Shares out the rows for one (repeat, fold), both from 0; holdout has only fold 0.
///
/// Where the rows of the data set are in the order of time, or the kind says so, the parts follow each other:
/// training, validation, test; a holdout has one such cut, k-fold becomes time-ordered folds. Rows whose
/// windows overlap are kept apart by a gap of rowSpan - 1 rows, so no value is seen by two parts.
///
/// Otherwise the test part is drawn first, from the row numbers and the seed alone: it is the same for all
/// repeats, folds and exclusions, and it is drawn without looking at labels, so nothing about the other parts
/// can depend on the labels of test rows. Only the other rows are stratified: every class is divided in
/// proportion, whole rows given by largest remainder, and at least one row of every class stays in training.
/// Random streams: Purpose::Split with the seed and (repeat) for the parts, (repeat, fold, 1) for the
/// stopping part; never a trial.
///
/// Errors: SplitShare, SplitNothingLeft, SplitFolds, SplitGap, SplitTimeShort, SplitGroupUnknown,
/// SplitFewGroups, SplitRun, SplitExcludedRow, SplitPartEmpty, SplitOneClass.
[[nodiscard]] Result<Split> makeSplit(const Dataset& dataset, const SplitConfig& config, int repeat,
                                      int fold);

} // namespace tunescope
