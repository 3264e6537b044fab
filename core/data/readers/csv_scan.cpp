// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/csv_scan.h"

#include "core/data/category_builder.h"
#include "core/data/readers/csv_rows.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace tunescope {
namespace {

constexpr std::size_t kMaxSample = 4096;
constexpr std::int64_t kToldEvery = 4096; ///< Rows.
constexpr std::size_t kMaxRagged = 1000;
constexpr std::size_t kMaxMissingLines = 1000;

/// Keeps every step-th number; when full, drops every second one and doubles the step.
void addToSample(ColumnScan& column, double value)
{
    if (column.numbers % column.sampleStep != 0)
        return;
    if (column.sample.size() == kMaxSample) {
        for (std::size_t i = 0; i < kMaxSample / 2; ++i)
            column.sample[i] = column.sample[2 * i];
        column.sample.resize(kMaxSample / 2);
        column.sampleStep *= 2;
        if (column.numbers % column.sampleStep != 0)
            return;
    }
    column.sample.push_back(value);
}

void countValue(ColumnScan& column, std::string_view cell)
{
    if (column.many)
        return;
    if (const auto found = column.counts.find(cell); found != column.counts.end()) {
        ++found->second;
        return;
    }
    if (column.counts.size() == ColumnScan::kMaxDistinct) {
        column.many = true;
        column.counts = {};
        return;
    }
    column.counts.emplace(cell, 1);
}

void addNumber(ColumnScan& column, double value)
{
    if (column.numbers == 0) {
        column.low = value;
        column.high = value;
    } else {
        column.increasing = column.increasing && value > column.high;
        column.low = std::min(column.low, value);
        column.high = std::max(column.high, value);
    }
    column.whole = column.whole && value == std::floor(value);
    addToSample(column, value);
    ++column.numbers;
}

/// A sentence must stay readable whatever a cell holds; cut between characters of UTF-8.
std::string shortened(std::string_view cell)
{
    constexpr std::size_t kLongest = 60;
    if (cell.size() <= kLongest)
        return std::string(cell);
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(cell.substr(0, end)) + "…";
}

void addCell(ColumnScan& column, std::string_view cell, std::int64_t line, bool decimalComma)
{
    if (isMissingMarker(cell)) {
        ++column.missing;
        if (column.missingLines.size() < kMaxMissingLines)
            column.missingLines.push_back(line);
        return;
    }
    countValue(column, cell);
    if (const std::optional<double> value = cellNumber(cell, decimalComma)) {
        addNumber(column, *value);
        return;
    }
    ++column.texts;
    if (column.textCells.size() < ColumnScan::kMaxTextCells)
        column.textCells.push_back({line, shortened(cell)});
}

void addRow(CsvScan& scan, std::int64_t line, std::span<const std::string_view> cells)
{
    if (cells.size() != scan.columns.size()) {
        ++scan.raggedRows;
        if (scan.ragged.size() < kMaxRagged)
            scan.ragged.push_back({line, std::ssize(cells)});
        return;
    }
    ++scan.rows;
    for (std::size_t i = 0; i < cells.size(); ++i)
        addCell(scan.columns[i], cells[i], line, scan.dialect.decimalComma);
}

} // namespace

std::vector<std::string> columnNames(const CsvDialect& dialect, const std::vector<std::string>& firstRow)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < firstRow.size(); ++i) {
        const bool named = dialect.header && !firstRow[i].empty();
        names.push_back(named ? firstRow[i] : "column_" + std::to_string(i + 1));
    }
    return names;
}

Result<CsvScan> scanCsv(std::string_view text, const CsvDialect& dialect, const ReadProgress& progress,
                        const std::function<void(std::int64_t rows)>& rowsSoFar)
{
    CsvScan scan{.dialect = dialect};
    bool first = true;
    const auto visit = [&](std::int64_t line, std::span<const std::string_view> cells) {
        if (first) {
            for (std::string& name : columnNames(dialect, {cells.begin(), cells.end()}))
                scan.columns.push_back(ColumnScan{.name = std::move(name)});
        }
        if (!first || !dialect.header)
            addRow(scan, line, cells);
        first = false;
        if (rowsSoFar && (scan.rows + scan.raggedRows) % kToldEvery == 0)
            rowsSoFar(scan.rows + scan.raggedRows);
        return RowDecision::GoOn;
    };
    if (const Result<void> walked = forEachCsvRow(text, dialect.delimiter, visit, progress); !walked)
        return fail(walked.error());
    if (scan.rows + scan.raggedRows == 0)
        return fail(ErrorCode::TableHeaderOnly);
    return scan;
}

} // namespace tunescope
