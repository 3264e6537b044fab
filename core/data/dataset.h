// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sample_store.h"
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

/// Whether the order of rows means something.
enum class RowOrder {
    None,
    Time, ///< Later rows happened later; splits put training before validation before test.
};

/// A table with one target column, or samples of another form. Immutable once it is made; shared between
/// threads.
struct Dataset {
    std::string name;       ///< "digits", or the file name without its folder.
    std::string title;      ///< On screen: "Digits 8x8".
    std::string source;     ///< The DataSpec source it came from.
    std::string citation;   ///< Empty for a student's own file.
    bool simulated = false; ///< Made by a generator; said wherever it is shown.
    Task task = Task::Classification;
    std::vector<Column> features;
    /// Number for regression, otherwise category: its categories are the class names, the classes of pixels,
    /// or the symbols of a text. No codes where a sample has more than one label (`samples` holds them).
    /// Anomaly detection: category 0 is normal, 1 an anomaly.
    Column target;
    std::optional<ImageLayout> image;
    std::optional<SampleStore> samples; ///< Instead of `features` where the samples are no rows of a table.
    std::vector<Column> groups; ///< Categories that are no features, by which rows can be kept together.
    RowOrder order = RowOrder::None;
    std::int64_t rowSpan = 1; ///< Time: steps that a row reads, its target included; parts stay so far apart.
    std::vector<double> previous; ///< [rows], forecasts: the target's last known value; otherwise empty.
    std::int64_t skippedRows = 0; ///< Lines left out by the import.
    std::string sha256;           ///< Fingerprint of the canonical rows (dataset_fingerprint.h).

    [[nodiscard]] std::int64_t rows() const
    {
        if (samples)
            return samples->count;
        return static_cast<std::int64_t>(target.kind == ColumnKind::Number ? target.numbers.size()
                                                                           : target.codes.size());
    }
    [[nodiscard]] int classes() const
    {
        return task == Task::Regression ? 0 : static_cast<int>(target.categories.size());
    }
    /// Whether every sample has one class.
    [[nodiscard]] bool hasClasses() const
    {
        return task == Task::Classification || task == Task::AnomalyDetection;
    }
};

} // namespace tunescope
