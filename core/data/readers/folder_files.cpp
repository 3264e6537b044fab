// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/folder_files.h"

#include <algorithm>
#include <system_error>

namespace tunescope {
namespace {

namespace fs = std::filesystem;

bool isHidden(const fs::path& path)
{
    return path.filename().string().starts_with(".");
}

/// Entries of a folder that are not hidden, sorted.
Result<std::vector<fs::path>> entriesOf(const fs::path& folder)
{
    std::error_code error;
    std::vector<fs::path> entries;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (!isHidden(entry->path()))
            entries.push_back(entry->path());
    }
    if (error)
        return fail(ErrorCode::FolderUnreadable, {{"path", folder.string()}, {"detail", error.message()}});
    std::sort(entries.begin(), entries.end());
    return entries;
}

} // namespace

Result<std::vector<fs::path>> filesIn(const fs::path& folder, bool (*accepts)(const fs::path&))
{
    Result<std::vector<fs::path>> entries = entriesOf(folder);
    if (!entries)
        return entries;
    std::error_code error;
    std::erase_if(*entries,
                  [&](const fs::path& path) { return !accepts(path) || !fs::is_regular_file(path, error); });
    return entries;
}

Result<std::vector<ClassFile>> classFiles(const fs::path& folder, bool (*accepts)(const fs::path&))
{
    const Result<std::vector<fs::path>> entries = entriesOf(folder);
    if (!entries)
        return fail(entries.error());
    std::vector<ClassFile> files;
    std::error_code error;
    for (const fs::path& entry : *entries) {
        if (!fs::is_directory(entry, error))
            continue;
        const Result<std::vector<fs::path>> inside = filesIn(entry, accepts);
        if (!inside)
            return fail(inside.error());
        for (const fs::path& path : *inside)
            files.push_back({path, entry.filename().string()});
    }
    return files;
}

Result<void> checkClasses(const std::vector<ClassFile>& files)
{
    const bool several = std::any_of(files.begin(), files.end(), [&](const ClassFile& file) {
        return file.className != files.front().className;
    });
    if (several)
        return {};
    return fail(ErrorCode::FolderOneClass,
                {{"classes", files.empty() ? std::string("no class") : "“" + files.front().className + "”"}});
}

} // namespace tunescope
