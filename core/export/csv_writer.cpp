// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/csv_writer.h"

#include "core/base/number_text.h"

#include <cmath>

namespace tunescope {

void CsvWriter::cell(std::string_view text)
{
    if (!m_isRowEmpty)
        m_text += ',';
    m_isRowEmpty = false;
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        m_text += text;
        return;
    }
    m_text += '"';
    for (const char character : text) {
        if (character == '"')
            m_text += '"';
        m_text += character;
    }
    m_text += '"';
}

void CsvWriter::number(double value)
{
    cell(std::isfinite(value) ? numberText(value) : std::string());
}

void CsvWriter::number(const std::optional<double>& value)
{
    if (value)
        number(*value);
    else
        empty();
}

void CsvWriter::integer(long long value)
{
    cell(std::to_string(value));
}

void CsvWriter::endRow()
{
    m_text += '\n';
    m_isRowEmpty = true;
}

} // namespace tunescope
