// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset_facts.h"
#include "core/data/leak_columns.h"

#include <cstdint>
#include <vector>

namespace tunescope {

/// The checks of the Data page, in order. `facts` has everything but the checks themselves.
[[nodiscard]] std::vector<DatasetCheck> datasetChecks(const Dataset& dataset, const DatasetFacts& facts,
                                                      const Split& split);

/// Only what makes scores look better than they are, worst first: leaking columns and rows that appear in two parts;
/// empty if there is nothing of the kind.
[[nodiscard]] std::vector<DatasetCheck> leakChecks(const Dataset& dataset, const DatasetFacts& facts, const Split& split);

// One check each.
[[nodiscard]] DatasetCheck checkMissing(const Dataset& dataset, const DatasetFacts& facts);
[[nodiscard]] DatasetCheck checkBalance(const DatasetFacts& facts);
[[nodiscard]] DatasetCheck checkDuplicates(const DatasetFacts& facts, std::vector<std::int64_t> duplicates);
/// Columns that tell the target by themselves (leak_columns.h), at least one.
[[nodiscard]] DatasetCheck checkLeaks(const DatasetFacts& facts, const std::vector<LeakColumn>& leaks);
[[nodiscard]] DatasetCheck checkConstantColumns(const DatasetFacts& facts);
[[nodiscard]] DatasetCheck checkValidationSize(const DatasetFacts& facts);

} // namespace tunescope
