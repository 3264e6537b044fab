// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tunescope {

/// How a column of a table is used.
enum class ColumnRole { Number, Category, Target, Ignore };

/// What happens to lines that do not fit (a text in a number column, too few or too many values).
enum class BadRows {
    Refuse,         ///< The import fails and names the first one.
    Skip,           ///< The line is left out and counted.
    TreatAsMissing, ///< The cell becomes a missing value; ragged lines are left out.
};

/// Import of a delimited text file; whatever is not set is detected.
struct ImportSettings {
    std::optional<char> delimiter = std::nullopt;
    std::optional<bool> decimalComma = std::nullopt;
    std::optional<bool> header = std::nullopt;
    std::optional<std::string> target = std::nullopt; ///< Column name (or 1-based number as text).
    std::vector<std::pair<std::string, ColumnRole>> roles =
        {}; ///< Only columns that differ from the detection.
    BadRows badRows = BadRows::Refuse;
    std::optional<double> fill = std::nullopt; ///< Stands in empty cells of number columns.

    friend bool operator==(const ImportSettings&, const ImportSettings&) = default;
};

/// Where the data come from: a built-in name with settings ("moons:samples=500,noise=0.2") or a path.
struct DataSpec {
    std::string source;
    ImportSettings import = {};
    std::vector<std::int64_t> excludedRows = {}; ///< 0-based rows left out of training and validation.

    friend bool operator==(const DataSpec&, const DataSpec&) = default;
};

} // namespace tunescope
