// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tunescope {

enum class DatasetSource { BuiltinFile, Generator };

/// A data set that comes with the program; sizes are those without settings.
struct DatasetEntry {
    std::string_view name;
    std::string_view title;
    DatasetSource kind;
    std::int64_t rows;
    int features;
    std::string_view featureWord; ///< "pixels", "features", "terms", "symbols" or "days".
    int classes;                  ///< 0 for numbers and texts.
    std::string_view description; ///< One sentence.
    /// `settings` is what follows the colon of "moons:noise=0.2".
    Result<Dataset> (*load)(std::string_view name, std::string_view settings);
    Task task = Task::Classification;
    SampleForm form = SampleForm::Vector;
};

/// All of them, in the order in which they are offered.
[[nodiscard]] std::span<const DatasetEntry> datasetRegistry();

/// The entry that a source names ("moons" or "moons:noise=0.2"), or null.
[[nodiscard]] const DatasetEntry* findDatasetEntry(std::string_view source);

/// "1 797 rows, 64 pixels, 10 classes"
[[nodiscard]] std::string sizeText(const DatasetEntry& entry);

} // namespace tunescope
