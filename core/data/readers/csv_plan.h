// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/data/readers/csv_scan.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// Why a column is, or should be, left alone.
enum class ColumnNote {
    None,
    OwnValueEachRow, ///< A row number or name: it cannot help on new rows.
    TooManyCategories,
    Constant,
    NoValues,
};

/// What becomes of one column.
struct ColumnPlan {
    ColumnKind kind = ColumnKind::Number; ///< Of the target too: Category = classes.
    ColumnRole role = ColumnRole::Number;
    ColumnNote note = ColumnNote::None;
};

struct ImportPlan {
    std::vector<ColumnPlan> columns;
    std::size_t target = 0;
    Task task = Task::Classification;
};

/// Text columns with more categories than this are left out unless the settings want them.
inline constexpr std::size_t kMaxCategories = 100;
/// A number column with at most this many different whole numbers as target gives classes.
inline constexpr std::size_t kMaxNumberClasses = 20;

/// The kinds that the values suggest, without regard to settings.
[[nodiscard]] std::vector<ColumnPlan> suggestColumns(const CsvScan& scan);

/// Settles the role of every column. Target: the one the settings name, otherwise the last text column that
/// could be classes, otherwise the last number column; names, remarks and numbers of rows only if there is
/// nothing else. Errors: TableDuplicateColumn, TableColumnUnknown, TableNoFeatures.
[[nodiscard]] Result<ImportPlan> planImport(const CsvScan& scan, const ImportSettings& settings);

/// The first fault that BadRows::Refuse refuses: a ragged row or a text in a number column.
[[nodiscard]] std::optional<Error> firstBadRow(const CsvScan& scan, const ImportPlan& plan);

/// Whether the cells of this column must be numbers.
[[nodiscard]] bool needsNumbers(const ColumnPlan& column);

[[nodiscard]] Error raggedError(const CsvScan& scan, const RaggedRow& row);
[[nodiscard]] Error badNumberError(const CsvScan& scan, std::size_t column, const TextCell& cell);

} // namespace tunescope
