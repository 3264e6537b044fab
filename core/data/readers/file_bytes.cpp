// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/file_bytes.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>

namespace tunescope {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 20U;

struct GzClose {
    void operator()(gzFile file) const { gzclose(file); }
};
using GzHandle = std::unique_ptr<gzFile_s, GzClose>;

Result<std::uint64_t> sizeOfFile(const std::filesystem::path& path)
{
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found)
        return fail(ErrorCode::FileMissing, {{"path", path.string()}});
    if (error)
        return fail(ErrorCode::FileUnreadable, {{"path", path.string()}, {"detail", error.message()}});
    if (std::filesystem::is_directory(status))
        return fail(ErrorCode::DataIsFolder, {{"path", path.string()}});
    if (!std::filesystem::is_regular_file(status))
        return fail(ErrorCode::FileUnreadable,
                    {{"path", path.string()}, {"detail", "it is not a regular file"}});
    const std::uint64_t bytes = std::filesystem::file_size(path, error);
    if (error || bytes == 0)
        return fail(ErrorCode::DataEmpty, {{"path", path.string()}});
    return bytes;
}

} // namespace

/// gzread passes plain files through unchanged.
Result<std::string> readFileBytes(const std::filesystem::path& path, std::size_t most,
                                  const ReadProgress& progress)
{
    const Result<std::uint64_t> fileBytes = sizeOfFile(path);
    if (!fileBytes)
        return fail(fileBytes.error());
    errno = 0;
    const GzHandle file(gzopen(path.c_str(), "rb"));
    if (!file) {
        const std::string detail = std::generic_category().message(errno == 0 ? ENOMEM : errno);
        return fail(ErrorCode::FileUnreadable, {{"path", path.string()}, {"detail", detail}});
    }
    gzbuffer(file.get(), 1U << 17U);
    std::string bytes;
    for (;;) {
        const std::size_t used = bytes.size();
        bytes.resize(used + kChunkBytes);
        const int count = gzread(file.get(), bytes.data() + used, static_cast<unsigned>(kChunkBytes));
        int status = Z_OK;
        const std::string_view detail = gzerror(file.get(), &status);
        if (count < 0 || status == Z_BUF_ERROR) {
            const std::size_t reason = detail.rfind(": "); // zlib writes "path: reason".
            const std::string_view shown =
                reason == std::string_view::npos ? detail : detail.substr(reason + 2);
            return fail(ErrorCode::DataGzip, {{"path", path.string()}, {"detail", shown}});
        }
        bytes.resize(used + static_cast<std::size_t>(count));
        if (count == 0)
            return bytes;
        if (bytes.size() > most)
            return fail(ErrorCode::DataTooLarge, {{"path", path.string()}, {"limit", most >> 30U}});
        const double share = static_cast<double>(gzoffset(file.get())) / static_cast<double>(*fileBytes);
        if (!goOn(progress, std::min(share, 1.0)))
            return fail(ErrorCode::DataCancelled, {{"path", path.string()}});
    }
}

std::string firstBytes(const std::filesystem::path& path, std::size_t count)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return {};
    const GzHandle file(gzopen(path.c_str(), "rb"));
    if (!file)
        return {};
    std::string bytes(count, '\0');
    const int got = gzread(file.get(), bytes.data(), static_cast<unsigned>(count));
    bytes.resize(static_cast<std::size_t>(std::max(got, 0)));
    return bytes;
}

} // namespace tunescope
