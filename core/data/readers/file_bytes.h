// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/read_progress.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace tunescope {

/// More than this is not read at once; also stops small files that unpack to terabytes.
inline constexpr std::size_t kMostFileBytes = std::size_t{2} << 30U;

/// What a file holds, unpacked if it is gzip-compressed. `most` bytes at most.
/// Errors: FileMissing, DataIsFolder, FileUnreadable, DataEmpty, DataTooLarge, DataGzip, DataCancelled.
[[nodiscard]] Result<std::string> readFileBytes(const std::filesystem::path& path,
                                                std::size_t most = kMostFileBytes,
                                                const ReadProgress& progress = {});

/// The first `count` bytes, unpacked; fewer if the file is shorter, none if it cannot be read.
[[nodiscard]] std::string firstBytes(const std::filesystem::path& path, std::size_t count);

} // namespace tunescope
