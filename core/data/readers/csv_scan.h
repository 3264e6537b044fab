// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/read_progress.h"
#include "core/data/readers/csv_dialect.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tunescope {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using TextCounts = std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>>;

/// A cell that is neither a number nor missing.
struct TextCell {
    std::int64_t line = 0;
    std::string value;
};

/// What one column of the whole file looks like, whatever it will be used for.
struct ColumnScan {
    /// More different values than this are only known to be "many".
    static constexpr std::size_t kMaxDistinct = 2000;
    static constexpr std::size_t kMaxTextCells = 1000;

    std::string name;
    std::int64_t missing = 0;
    std::int64_t numbers = 0;
    std::int64_t texts = 0;
    double low = 0.0; ///< Of the numbers.
    double high = 0.0;
    bool whole = true;               ///< All numbers are integers.
    bool increasing = true;          ///< Every number is larger than the one before.
    bool many = false;               ///< More than kMaxDistinct different values; `counts` is empty then.
    TextCounts counts;               ///< How often each value occurs, missing ones apart.
    std::vector<TextCell> textCells; ///< The first ones.
    std::vector<std::int64_t> missingLines; ///< The first ones.
    std::vector<double> sample;             ///< Numbers at even steps through the file, at most 4096.
    std::int64_t sampleStep = 1;

    [[nodiscard]] std::int64_t known() const { return numbers + texts; }
};

struct RaggedRow {
    std::int64_t line = 0;
    std::int64_t values = 0;
};

/// One pass over a delimited file.
struct CsvScan {
    CsvDialect dialect;
    std::vector<ColumnScan> columns;
    std::int64_t rows = 0; ///< With the right number of values.
    std::int64_t raggedRows = 0;
    std::vector<RaggedRow> ragged; ///< The first 1000.
};

/// Errors: TableUnclosedQuote, TableHeaderOnly, DataCancelled. Ragged rows are counted, not refused.
/// `rowsSoFar` is told every few thousand rows.
[[nodiscard]] Result<CsvScan> scanCsv(std::string_view text, const CsvDialect& dialect,
                                      const ReadProgress& progress,
                                      const std::function<void(std::int64_t rows)>& rowsSoFar = {});

/// The cells of a row start with the names of the columns (empty ones become "column_3").
[[nodiscard]] std::vector<std::string> columnNames(const CsvDialect& dialect,
                                                   const std::vector<std::string>& firstRow);

} // namespace tunescope
