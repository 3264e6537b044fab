// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tunescope {

/// Writes RFC 4180 rows with a comma, LF, and quotes only where they are needed.
/// Numbers are the shortest text that reads back as the same number; not-a-number is an empty cell.
class CsvWriter
{
public:
    void cell(std::string_view text);
    void number(double value);
    void number(const std::optional<double>& value);
    void integer(long long value);
    void empty() { cell(""); }
    void endRow();

    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    std::string m_text;
    bool m_isRowEmpty = true;
};

} // namespace tunescope
