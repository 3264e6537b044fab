// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/resources.h"

#include <cstdlib>
#include <system_error>
#include <vector>

namespace tunescope {
namespace {

std::vector<std::filesystem::path> resourceFolders()
{
    std::vector<std::filesystem::path> folders;
    if (const char* chosen = std::getenv("TUNESCOPE_DATA"); chosen != nullptr && *chosen != '\0')
        folders.emplace_back(chosen);
    std::error_code error;
    const std::filesystem::path executable = std::filesystem::read_symlink("/proc/self/exe", error);
    if (!error)
        folders.push_back(executable.parent_path().parent_path() / "share" / "tunescope");
    folders.emplace_back(TUNESCOPE_SOURCE_RESOURCES);
    return folders;
}

} // namespace

std::optional<std::filesystem::path> findResource(std::string_view relative)
{
    for (const std::filesystem::path& folder : resourceFolders()) {
        std::error_code error;
        std::filesystem::path candidate = folder / relative;
        if (std::filesystem::exists(candidate, error))
            return candidate;
    }
    return std::nullopt;
}

} // namespace tunescope
