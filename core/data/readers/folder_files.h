// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tunescope {

/// A file and the class it belongs to.
struct ClassFile {
    std::filesystem::path path;
    std::string className;
};

/// Files that `accepts` in sub-folders, one a class, sorted by class and name; hidden ones are left out, and
/// so are empty sub-folders. Errors: FolderUnreadable.
[[nodiscard]] Result<std::vector<ClassFile>> classFiles(const std::filesystem::path& folder,
                                                        bool (*accepts)(const std::filesystem::path&));

/// Files of the folder itself that `accepts`, sorted by name. Errors: FolderUnreadable.
[[nodiscard]] Result<std::vector<std::filesystem::path>>
filesIn(const std::filesystem::path& folder, bool (*accepts)(const std::filesystem::path&));

/// Errors: FolderOneClass if all files are of one class, or there are none.
[[nodiscard]] Result<void> checkClasses(const std::vector<ClassFile>& files);

} // namespace tunescope
