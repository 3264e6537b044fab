// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/read_progress.h"
#include "core/data/readers/csv_plan.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace tunescope {

/// Too few rows to make a training and a validation part that mean anything.
inline constexpr std::int64_t kFewestRows = 10;

/// What the usability of a target depends on.
struct TargetFacts {
    std::string column;
    Task task = Task::Classification;
    std::int64_t rows = 0;     ///< That can be used.
    std::int64_t distinct = 0; ///< Different values in them.
    std::string firstValue;    ///< Named if it is the only one.
};

/// Errors: TableNoTarget, TableOneClass, TableTooManyClasses, TableConstantTarget, TableTooFewRows.
[[nodiscard]] Result<void> checkTarget(const TargetFacts& target);

/// Whether a row has the wrong number of values or a text where a number must be.
[[nodiscard]] bool isBadRow(const CsvScan& scan, std::span<const ColumnPlan> columns,
                            std::span<const std::string_view> cells);

/// Number of different values, a lower bound where there are many.
[[nodiscard]] std::int64_t distinctValues(const ColumnScan& column);

/// The error with the file it is about.
[[nodiscard]] Error withPath(Error error, const std::filesystem::path& path);

/// The progress of one of several steps; `progress` must outlive it.
[[nodiscard]] ReadProgress partOf(const ReadProgress& progress, double from, double to);

} // namespace tunescope
