// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/data/split.h"

namespace tunescope {

/// Test rows and, of the others, those of the validation part (one fold or one share) and of training; all
/// ascending. The pool of a random split is not shared out yet: it is in `train`.
struct RowParts {
    std::vector<std::int64_t> train;
    std::vector<std::int64_t> validation;
    std::vector<std::int64_t> test;
};

/// Parts in the order of time. Holdout: training, validation, test. Folds: the rows before the test part
/// are cut into folds + 1 equal pieces (the first takes what is left over); fold f validates on piece f + 1
/// and trains on everything before it. Between parts `gap` rows are left out.
/// Source of the folds: scikit-learn, TimeSeriesSplit. Errors: SplitTimeShort.
[[nodiscard]] Result<RowParts> timeParts(std::int64_t rows, const SplitConfig& config, int fold,
                                         std::int64_t gap);

/// Rows that a split in time leaves out between parts.
[[nodiscard]] std::int64_t gapOf(const Dataset& dataset, const SplitConfig& config);

/// Parts of the rows `pool` that share no value of the column `config.by`: whole groups in random order until a part is large
/// enough. The test groups depend on the seed alone, those of validation on the repeat too.
/// Errors: SplitGroupUnknown, SplitFewGroups.
[[nodiscard]] Result<RowParts> groupParts(const Dataset& dataset, const SplitConfig& config, const std::vector<std::int64_t>& pool,
                                          int repeat);

/// Takes whole groups out of `rows` until at least `count` rows are taken, but leaves one group; both ascending.
[[nodiscard]] std::vector<std::int64_t> takeWholeGroups(const Dataset& dataset, const SplitConfig& config,
                                                        std::vector<std::int64_t>& rows, std::int64_t count, Rng rng);

/// Names of the columns that groupParts() takes.
[[nodiscard]] std::vector<std::string> groupColumns(const Dataset& dataset);

} // namespace tunescope
