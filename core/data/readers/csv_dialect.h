// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/data_spec.h"

#include <optional>
#include <string_view>

namespace tunescope {

/// How a delimited text file is written.
struct CsvDialect {
    char delimiter = ',';
    bool decimalComma = false;
    bool header = true;

    friend bool operator==(const CsvDialect&, const CsvDialect&) = default;
};

/// Looks at the first 200 lines; what the settings state is taken from them.
///
/// Delimiter: of comma, semicolon, tab and bar the one that cuts the rows into the most regular pieces, most
/// of them numbers. Decimal comma: more cells like 3,14 than like 3.14. Header: no cell of the first row is a
/// number, and a column below it is, or (all texts) no cell of the first row comes again in its column.
[[nodiscard]] CsvDialect detectDialect(std::string_view text, const ImportSettings& settings);

/// A cell as a finite number; with a decimal comma, "3,14" is one and "3.14" is not.
[[nodiscard]] std::optional<double> cellNumber(std::string_view cell, bool decimalComma);

} // namespace tunescope
