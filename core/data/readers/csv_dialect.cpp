// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/csv_dialect.h"

#include "core/base/number_text.h"
#include "core/data/category_builder.h"
#include "core/data/readers/csv_rows.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

namespace tunescope {
namespace {

using TextRows = std::vector<std::vector<std::string>>;

constexpr std::size_t kSampleRows = 200;
constexpr std::size_t kSampleBytes = std::size_t{1} << 18U;

/// The first rows. A sample that ends inside quotes just has fewer rows; the whole file is checked later.
TextRows sampleRows(std::string_view text, char delimiter)
{
    if (text.size() > kSampleBytes) {
        const std::size_t end = text.rfind('\n', kSampleBytes);
        text = text.substr(0, end == std::string_view::npos ? kSampleBytes : end);
    }
    TextRows rows;
    const Result<void> walked = forEachCsvRow(text, delimiter, [&](std::int64_t /*line*/, auto cells) {
        rows.emplace_back(cells.begin(), cells.end());
        return rows.size() < kSampleRows ? RowDecision::GoOn : RowDecision::Stop;
    });
    return walked || !rows.empty() ? rows : TextRows{};
}

bool isNumberEitherWay(std::string_view cell, char delimiter)
{
    return cellNumber(cell, false).has_value() || (delimiter != ',' && cellNumber(cell, true).has_value());
}

/// Regularity counts ten times as much as the share of numbers, which decides between equally regular cuts.
double delimiterScore(const TextRows& rows, char delimiter)
{
    std::map<std::size_t, std::size_t> widths;
    std::size_t cells = 0;
    std::size_t numbers = 0;
    for (const auto& row : rows) {
        ++widths[row.size()];
        cells += row.size();
        for (const std::string& cell : row)
            numbers += isNumberEitherWay(cell, delimiter) ? 1 : 0;
    }
    const auto commonest = std::max_element(widths.begin(), widths.end(),
                                            [](const auto& a, const auto& b) { return a.second < b.second; });
    if (commonest == widths.end() || commonest->first < 2)
        return 0.0;
    const double regular = static_cast<double>(commonest->second) / static_cast<double>(rows.size());
    return 10.0 * regular + static_cast<double>(numbers) / static_cast<double>(cells);
}

char detectDelimiter(std::string_view text)
{
    constexpr std::array<char, 4> kCandidates = {',', ';', '\t', '|'};
    char best = ',';
    double bestScore = 0.0;
    for (const char candidate : kCandidates) {
        const double score = delimiterScore(sampleRows(text, candidate), candidate);
        if (score > bestScore) {
            best = candidate;
            bestScore = score;
        }
    }
    return best;
}

bool detectDecimalComma(const TextRows& rows)
{
    std::size_t commas = 0;
    std::size_t points = 0;
    for (const auto& row : rows) {
        for (const std::string& cell : row) {
            commas += cell.find(',') != std::string::npos && cellNumber(cell, true) ? 1 : 0;
            points += cell.find('.') != std::string::npos && cellNumber(cell, false) ? 1 : 0;
        }
    }
    return commas > points;
}

bool columnHasNumbers(const TextRows& rows, std::size_t column, bool decimalComma)
{
    return std::any_of(rows.begin() + 1, rows.end(), [&](const std::vector<std::string>& row) {
        return column < row.size() && cellNumber(row[column], decimalComma).has_value();
    });
}

bool comesAgain(const TextRows& rows, std::size_t column)
{
    return std::any_of(rows.begin() + 1, rows.end(), [&](const std::vector<std::string>& row) {
        return column < row.size() && row[column] == rows.front()[column];
    });
}

bool detectHeader(const TextRows& rows, bool decimalComma)
{
    if (rows.empty())
        return true;
    const std::vector<std::string>& first = rows.front();
    if (std::any_of(first.begin(), first.end(),
                    [&](const auto& c) { return cellNumber(c, decimalComma).has_value(); }))
        return false;
    for (std::size_t column = 0; column < first.size(); ++column) {
        if (!isMissingMarker(first[column]) && columnHasNumbers(rows, column, decimalComma))
            return true;
    }
    for (std::size_t column = 0; column < first.size(); ++column) {
        if (comesAgain(rows, column))
            return false;
    }
    return true;
}

} // namespace

CsvDialect detectDialect(std::string_view text, const ImportSettings& settings)
{
    CsvDialect dialect;
    dialect.delimiter = settings.delimiter.value_or('\0');
    if (!settings.delimiter)
        dialect.delimiter = detectDelimiter(text);
    const TextRows rows = sampleRows(text, dialect.delimiter);
    dialect.decimalComma = settings.decimalComma ? *settings.decimalComma : detectDecimalComma(rows);
    dialect.header = settings.header ? *settings.header : detectHeader(rows, dialect.decimalComma);
    return dialect;
}

std::optional<double> cellNumber(std::string_view cell, bool decimalComma)
{
    if (!decimalComma)
        return parseNumber(cell);
    const std::size_t comma = cell.find(',');
    if (cell.find('.') != std::string_view::npos)
        return std::nullopt;
    if (comma == std::string_view::npos)
        return parseNumber(cell);
    std::string pointed(cell);
    pointed[comma] = '.';
    return parseNumber(pointed);
}

} // namespace tunescope
