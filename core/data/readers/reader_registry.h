// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/data_spec.h"
#include "core/data/dataset.h"
#include "core/data/read_progress.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace tunescope {

/// A kind of file that can be read, by the end of its name.
struct ReaderEntry {
    std::string_view extension; ///< Without the leading dot: "csv.gz".
    std::string_view description;
    Result<Dataset> (*read)(const std::filesystem::path& path, const ImportSettings& settings,
                            const ReadProgress& progress);
};

[[nodiscard]] std::span<const ReaderEntry> readerRegistry();

/// The reader for a file name, whatever its case, or null.
[[nodiscard]] const ReaderEntry* findReader(const std::filesystem::path& path);

/// ".csv, .tsv and .txt"
[[nodiscard]] std::string readableExtensions();

} // namespace tunescope
