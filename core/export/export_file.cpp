// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/export_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace tunescope {
namespace {

namespace fs = std::filesystem;

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// True if every byte has reached the disk.
bool writeAll(std::FILE* file, std::string_view text)
{
    return std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0 &&
           fsync(fileno(file)) == 0;
}

} // namespace

Result<void> writeFile(const std::string& path, std::string_view text)
{
    std::error_code error;
    const fs::path parent = fs::path(path).parent_path();
    const std::string folder = parent.empty() ? "." : parent.string();
    if (!fs::is_directory(folder, error))
        return fail(ErrorCode::FolderMissing, {{"path", folder}});
    if (access(folder.c_str(), W_OK) != 0)
        return fail(ErrorCode::FolderReadOnly, {{"path", folder}});
    const std::string unfinished = path + ".part";
    File file(std::fopen(unfinished.c_str(), "wb"));
    if (!file)
        return fail(ErrorCode::FileWriteFailed, {{"path", path}, {"detail", std::strerror(errno)}});
    if (!writeAll(file.get(), text)) {
        const std::string reason = std::strerror(errno);
        file.reset();
        fs::remove(unfinished, error);
        return fail(ErrorCode::FileWriteFailed, {{"path", path}, {"detail", reason}});
    }
    file.reset();
    fs::rename(unfinished, path, error);
    if (!error)
        return {};
    const std::string reason = error.message();
    fs::remove(unfinished, error);
    return fail(ErrorCode::FileWriteFailed, {{"path", path}, {"detail", reason}});
}

std::string uniquePath(const std::string& path)
{
    std::error_code error;
    fs::path candidate(path);
    const fs::path parent = candidate.parent_path();
    const std::string stem = candidate.stem().string();
    const std::string extension = candidate.extension().string();
    for (int number = 2; fs::exists(candidate, error); ++number)
        candidate = parent / (stem + "-" + std::to_string(number) + extension);
    return candidate.string();
}

Result<std::string> readFile(const std::string& path)
{
    std::error_code error;
    if (!fs::exists(path, error))
        return fail(ErrorCode::FileMissing, {{"path", path}});
    if (fs::is_directory(path, error))
        return fail(ErrorCode::FileUnreadable, {{"path", path}, {"detail", "it is a folder"}});
    const File file(std::fopen(path.c_str(), "rb"));
    if (!file)
        return fail(ErrorCode::FileUnreadable, {{"path", path}, {"detail", std::strerror(errno)}});
    std::string text;
    char buffer[65536];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file.get()))
        text.append(buffer, count);
    if (std::ferror(file.get()) != 0)
        return fail(ErrorCode::FileUnreadable, {{"path", path}, {"detail", std::strerror(errno)}});
    return text;
}

} // namespace tunescope
