// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/read_progress.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace tunescope {

enum class TextEncoding { Utf8, Utf8WithMark, Latin1 };

/// "UTF-8", "UTF-8 with mark", "Latin-1".
[[nodiscard]] std::string_view encodingName(TextEncoding encoding);

/// A whole text file as UTF-8 with "\n" line ends and without byte order mark.
struct TextFile {
    std::string text;
    TextEncoding encoding = TextEncoding::Utf8; ///< What the file itself is written in.
    std::uint64_t fileBytes = 0;                ///< On disk, compressed if it is.
};

/// Reads a plain or gzip-compressed file. Text that is not valid UTF-8 is taken as Latin-1.
/// Errors: FileMissing, DataIsFolder, FileUnreadable, DataEmpty, DataNotText, DataUtf16, DataTooLarge,
/// DataGzip.
[[nodiscard]] Result<TextFile> readTextFile(const std::filesystem::path& path,
                                            const ReadProgress& progress = {});

} // namespace tunescope
