// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace tunescope::cli {

/// Writes to stdout and flushes. Once a reader has gone away (a closed pipe) the rest is dropped.
void print(std::string_view text);

/// One line on stderr.
void printMessage(std::string_view text);

/// "tunescope-cli: FILE: sentence" on stderr; the file is named unless the sentence does so itself.
void printError(const Error& error, std::string_view file = "");

/// printError() and the exit code for bad input.
[[nodiscard]] int badInput(const Error& error, std::string_view file = "");

[[nodiscard]] bool isErrorATerminal();

/// 0.9667 as "96.67 %" for shares, otherwise four significant digits; "-" for not-a-number.
[[nodiscard]] std::string valueText(double value, std::string_view metric);

/// Decimal places without the locale: fixedText(3.14159, 2) is "3.14".
[[nodiscard]] std::string fixedText(double value, int decimals);

/// Text in columns that are as wide as their longest cell, right-aligned where the letter is 'r'.
class TextTable
{
public:
    explicit TextTable(std::string alignments) : m_alignments(std::move(alignments)) {}
    void addRow(std::vector<std::string> cells) { m_rows.push_back(std::move(cells)); }
    [[nodiscard]] std::string text() const;

private:
    std::string m_alignments; ///< One 'l' or 'r' a column.
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace tunescope::cli
