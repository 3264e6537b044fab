// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/csv_rows.h"

#include <csv.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <string>
#include <vector>

namespace tunescope {
namespace {

/// libcsv is fed one physical line at a time, so that after each we know whether a row has ended. It neither
/// counts lines nor reports empty ones nor notices that a quotation mark never closes.
class RowFeeder
{
public:
    explicit RowFeeder(char delimiter)
    {
        if (csv_init(&m_parser, 0) != 0)
            throw std::bad_alloc();
        csv_set_delim(&m_parser, static_cast<unsigned char>(delimiter));
    }
    RowFeeder(const RowFeeder&) = delete;
    RowFeeder& operator=(const RowFeeder&) = delete;
    ~RowFeeder() { csv_free(&m_parser); }

    /// True if a row is complete after this line; cells() holds it then.
    bool feed(std::string_view line)
    {
        if (m_rowEnded) {
            m_rowEnded = false;
            m_text.clear();
            m_ends.clear();
        }
        csv_parse(&m_parser, line.data(), line.size(), &RowFeeder::onCell, &RowFeeder::onRow, this);
        return m_rowEnded;
    }

    std::span<const std::string_view> cells()
    {
        m_cells.clear();
        std::size_t start = 0;
        for (const std::size_t end : m_ends) {
            m_cells.push_back(trimmed(std::string_view(m_text).substr(start, end - start)));
            start = end;
        }
        return m_cells;
    }

private:
    static std::string_view trimmed(std::string_view cell)
    {
        const std::size_t first = cell.find_first_not_of(" \t\n");
        if (first == std::string_view::npos)
            return {};
        return cell.substr(first, cell.find_last_not_of(" \t\n") - first + 1);
    }

    static void onCell(void* bytes, std::size_t count, void* self)
    {
        auto* feeder = static_cast<RowFeeder*>(self);
        feeder->m_text.append(static_cast<const char*>(bytes), count);
        feeder->m_ends.push_back(feeder->m_text.size());
    }

    static void onRow(int /*terminator*/, void* self) { static_cast<RowFeeder*>(self)->m_rowEnded = true; }

    csv_parser m_parser{};
    std::string m_text;              ///< The cells of the row, one after the other.
    std::vector<std::size_t> m_ends; ///< Where each cell ends in m_text.
    std::vector<std::string_view> m_cells;
    bool m_rowEnded = false;
};

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t\n") == std::string_view::npos;
}

} // namespace

Result<void> forEachCsvRow(std::string_view text, char delimiter, const RowVisitor& visitor,
                           const ReadProgress& progress)
{
    constexpr std::int64_t kLinesPerReport = 8192;
    RowFeeder feeder(delimiter);
    const auto total = static_cast<double>(text.size());
    bool inside = false;
    std::int64_t line = 0;
    std::int64_t rowLine = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view physical = text.substr(0, end == std::string_view::npos ? end : end + 1);
        text.remove_prefix(physical.size());
        ++line;
        if (line % kLinesPerReport == 0 && !goOn(progress, 1.0 - static_cast<double>(text.size()) / total))
            return fail(ErrorCode::DataCancelled);
        if (!inside) {
            rowLine = line;
            if (isBlank(physical) && physical.find(delimiter) == std::string_view::npos)
                continue;
        }
        bool ended = feeder.feed(physical);
        if (!ended && end == std::string_view::npos)
            ended = feeder.feed("\n");
        inside = !ended;
        if (ended && visitor(rowLine, feeder.cells()) == RowDecision::Stop)
            return {};
    }
    if (inside)
        return fail(ErrorCode::TableUnclosedQuote, {{"line", rowLine}});
    return {};
}

} // namespace tunescope
