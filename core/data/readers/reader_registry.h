// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/readers/read_request.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// A kind of file or folder that can be read.
struct ReaderEntry {
    std::string_view name; ///< "csv"
    std::string_view
        extensions; ///< Without dots, blanks between: "csv tsv"; each also with .gz. Empty: folders.
    std::string_view description; ///< For the person who chooses a file.
    /// Looks at a file or folder of that name and says whether it is of this kind; null = the name is enough.
    /// `settings` is what follows the colon of "prices.csv:window=20".
    bool (*accepts)(const std::filesystem::path& path, std::string_view settings);
    Result<Dataset> (*read)(const ReadRequest& request);
};

/// All of them; of two that fit, the first is taken.
[[nodiscard]] std::span<const ReaderEntry> readerRegistry();

/// The reader for a file or folder that exists, or null.
[[nodiscard]] const ReaderEntry* findReader(const std::filesystem::path& path,
                                            std::string_view settings = {});

/// ".csv", ".tsv" and so on, each once.
[[nodiscard]] std::vector<std::string> readableFileEndings();

/// ".csv, .tsv and .txt"
[[nodiscard]] std::string readableExtensions();

/// What folders can hold, as a phrase.
[[nodiscard]] std::string readableFolders();

} // namespace tunescope
