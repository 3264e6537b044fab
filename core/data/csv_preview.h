// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/data_spec.h"
#include "core/data/dataset.h"
#include "core/data/read_progress.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tunescope {

/// How the file is read; where the settings left it open, it was detected.
struct PreviewDialect {
    char delimiter = ',';
    bool decimalComma = false;
    bool header = true;
    bool delimiterDetected = true;
    bool decimalDetected = true;
    bool headerDetected = true;
    std::string encoding; ///< "UTF-8", "UTF-8 with mark" or "Latin-1"; always detected.
};

struct PreviewColumn {
    std::string name;
    ColumnKind kind = ColumnKind::Number; ///< As the values suggest, or as the settings say.
    ColumnRole role = ColumnRole::Number;
    std::int64_t missing = 0;
    std::vector<std::int64_t> missingLines; ///< The first 1000.
    std::int64_t distinct = 0;
    bool manyDistinct = false; ///< `distinct` is only a lower bound.
    double low = 0.0;          ///< Number columns.
    double high = 0.0;
    std::vector<double>
        histogram; ///< Heights 0..1: 12 bins of a number column, or the categories in order (at most 12).
    std::string
        note; ///< Why it is left out or will be: "bottle_no is left out: every row has its own value."
};

/// A fault of one line. Headline and detail are ready sentences: what is wrong; what the rest looks like.
struct PreviewProblem {
    std::int64_t line = 0;
    std::optional<std::size_t> column; ///< None for a line with too few or too many values.
    std::string value;
    std::string headline; ///< "Line 118: “n/a” is not a number."
    std::string detail;   ///< "hue holds numbers on the other 177 lines."
};

struct PreviewRow {
    std::int64_t line = 0;
    std::vector<std::string> cells;
};

/// What the network would get if the bad rows were skipped.
struct PreviewOutcome {
    Task task = Task::Classification;
    std::int64_t numberInputs = 0;
    std::vector<std::pair<std::string, std::int64_t>>
        switches; ///< Category columns and their numbers of switches.
    std::vector<std::pair<std::string, std::int64_t>>
        classes;                        ///< Names and rows, at most 50; empty for regression.
    std::int64_t rowsWithoutTarget = 0; ///< Left out.
};

/// Everything the import sheet shows.
struct CsvPreview {
    std::string fileName;
    std::string folder;
    std::uint64_t fileBytes = 0;
    std::int64_t rows = 0; ///< Lines with values, good or bad, the header apart.
    std::int64_t lastLine = 0; ///< On which the last row starts.
    PreviewDialect dialect;
    std::vector<PreviewColumn> columns;
    std::vector<PreviewRow> firstRows;   ///< At most 50.
    std::vector<PreviewRow> problemRows; ///< The lines of the first 50 problems that are not among firstRows.
    std::vector<PreviewProblem> problems; ///< At most 1000, by line.
    std::int64_t badRows = 0;             ///< All lines that would be skipped for a problem.
    std::optional<Error> blocker;         ///< Why the file cannot be imported even if bad rows are skipped.
    PreviewOutcome outcome;
};

/// Told how many lines with values were found so far, every few thousand.
using RowsSoFar = std::function<void(std::int64_t rows)>;

/// Reads the file as readCsv() would, but reports faults instead of refusing them. Fails only where there is
/// nothing to show: no text, unclosed quote, header only, stopped.
[[nodiscard]] Result<CsvPreview> previewCsv(const std::filesystem::path& path, const ImportSettings& settings,
                                            const ReadProgress& progress = {},
                                            const RowsSoFar& rowsSoFar = {});

/// The rows that start on the lines `first` to `last`, at most `most` of them. Errors: those of previewCsv().
[[nodiscard]] Result<std::vector<PreviewRow>> readCsvLines(const std::filesystem::path& path,
                                                           const ImportSettings& settings, std::int64_t first,
                                                           std::int64_t last, std::size_t most);

} // namespace tunescope
