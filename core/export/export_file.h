// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace tunescope {

/// Writes the whole text under a temporary name in the same folder and renames it, so that nobody ever sees
/// half a file. An existing file is replaced. Errors: FolderMissing, FolderReadOnly, FileWriteFailed.
[[nodiscard]] Result<void> writeFile(const std::string& path, std::string_view text);

/// The path itself if nothing is there, otherwise "best-2.json", "best-3.json", ...
[[nodiscard]] std::string uniquePath(const std::string& path);

/// Errors: FileMissing, FileUnreadable.
[[nodiscard]] Result<std::string> readFile(const std::string& path);

} // namespace tunescope
