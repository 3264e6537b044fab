// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/study_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tunescope {

namespace fs = std::filesystem;

std::string folderOf(const std::string& path)
{
    const std::string folder = fs::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

bool isWritable(const std::string& path)
{
    return access(path.c_str(), W_OK) == 0 && access(folderOf(path).c_str(), W_OK) == 0;
}

Result<void> checkFolder(const std::string& path)
{
    const std::string folder = folderOf(path);
    std::error_code error;
    if (!fs::is_directory(folder, error))
        return fail(ErrorCode::FolderMissing, {{"path", folder}});
    if (access(folder.c_str(), W_OK) != 0)
        return fail(ErrorCode::FolderReadOnly, {{"path", folder}});
    return {};
}

Error errorAbout(Error error, const std::string& path)
{
    for (ErrorArg& arg : error.args) {
        if (arg.name == "path")
            arg = ErrorArg("path", path);
    }
    return error;
}

Result<void> flushToDisk(const std::string& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = file >= 0 && fsync(file) == 0;
    const int reason = errno;
    if (file >= 0)
        close(file);
    if (done)
        return {};
    return fail(ErrorCode::FileWriteFailed,
                {{"path", path}, {"detail", std::generic_category().message(reason)}});
}

TemporaryFile::TemporaryFile(std::string path) : m_path(std::move(path))
{
    remove();
}

TemporaryFile::~TemporaryFile()
{
    remove();
}

void TemporaryFile::remove() const
{
    std::error_code ignored;
    for (const char* suffix : {"", "-journal", "-wal", "-shm"})
        fs::remove(m_path + suffix, ignored);
}

} // namespace tunescope
