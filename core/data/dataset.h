// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric_registry.h" // Task

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

enum class ColumnKind { Number, Category };

/// One column of a table. Number: `numbers` [rows], not-a-number = missing.
/// Category: `codes` [rows] into `categories`, -1 = missing.
struct Column {
    std::string name;
    ColumnKind kind = ColumnKind::Number;
    std::vector<double> numbers = {};
    std::vector<std::int32_t> codes = {};
    std::vector<std::string> categories = {};
};

/// Set where the features are the pixels of one image per row, row-major, all in one range.
struct ImageLayout {
    int height = 0;
    int width = 0;
    double low = 0.0; ///< Smallest possible value (white or black end).
    double high = 1.0;

    friend bool operator==(const ImageLayout&, const ImageLayout&) = default;
};

/// A table with one target column. Immutable once it is made; shared between threads.
struct Dataset {
    std::string name;       ///< "digits", or the file name without its folder.
    std::string title;      ///< On screen: "Digits 8x8".
    std::string source;     ///< The DataSpec source it came from.
    std::string citation;   ///< Empty for a student's own file.
    bool simulated = false; ///< Made by a generator; said wherever it is shown.
    Task task = Task::Classification;
    std::vector<Column> features;
    Column
        target; ///< Category for classification (its categories are the class names), number for regression.
    std::optional<ImageLayout> image;
    std::int64_t skippedRows = 0; ///< Lines left out by the import.
    std::string sha256;           ///< Fingerprint of the canonical rows (dataset_fingerprint.h).

    [[nodiscard]] std::int64_t rows() const
    {
        return static_cast<std::int64_t>(target.kind == ColumnKind::Number ? target.numbers.size()
                                                                           : target.codes.size());
    }
    [[nodiscard]] int classes() const
    {
        return task == Task::Classification ? static_cast<int>(target.categories.size()) : 0;
    }
};

} // namespace tunescope
