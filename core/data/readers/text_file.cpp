// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/text_file.h"

#include "core/data/readers/file_bytes.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace tunescope {
namespace {

struct Signature {
    std::string_view bytes;
    std::string_view meaning;
};

constexpr std::array<Signature, 10> kSignatures = {{
    {"PK\x03\x04", "It starts like a ZIP archive."},
    {"PK\x05\x06", "It starts like a ZIP archive."},
    {"%PDF", "It starts like a PDF document."},
    {"\x89PNG", "It starts like a PNG picture."},
    {"\xFF\xD8\xFF", "It starts like a JPEG picture."},
    {"\xD0\xCF\x11\xE0", "It starts like an old Excel or Word file."},
    {"SQLite format 3", "It starts like an SQLite database."},
    {"PAR1", "It starts like a Parquet file."},
    {"7z\xBC\xAF", "It starts like a 7z archive."},
    {"\x7F"
     "ELF",
     "It starts like a program."},
}};

Result<void> checkIsText(const std::string& bytes, const std::filesystem::path& path)
{
    const std::string_view view = bytes;
    for (const Signature& signature : kSignatures) {
        if (view.starts_with(signature.bytes))
            return fail(ErrorCode::DataNotText, {{"path", path.string()}, {"detail", signature.meaning}});
    }
    if (view.starts_with("\xFF\xFE") || view.starts_with("\xFE\xFF"))
        return fail(ErrorCode::DataUtf16, {{"path", path.string()}});
    if (view.find('\0') != std::string_view::npos)
        return fail(ErrorCode::DataNotText, {{"path", path.string()}, {"detail", "It contains zero bytes."}});
    if (view.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return fail(ErrorCode::DataEmpty, {{"path", path.string()}});
    return {};
}

/// Length of the valid UTF-8 sequence at `at`, 0 if there is none (Unicode Standard, table 3-7).
std::size_t sequenceLength(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(0);
    if (lead < 0x80U)
        return 1;
    if (lead >= 0xC2U && lead <= 0xDFU)
        return follows(1) ? 2 : 0;
    if (lead >= 0xE0U && lead <= 0xEFU) {
        const bool overlong = lead == 0xE0U && byte(1) < 0xA0U;
        const bool surrogate = lead == 0xEDU && byte(1) > 0x9FU;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0U && lead <= 0xF4U) {
        const bool overlong = lead == 0xF0U && byte(1) < 0x90U;
        const bool tooLarge = lead == 0xF4U && byte(1) > 0x8FU;
        return follows(1) && follows(2) && follows(3) && !overlong && !tooLarge ? 4 : 0;
    }
    return 0;
}

bool isUtf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequenceLength(text, at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

std::string utf8FromLatin1(std::string_view text)
{
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x80U) {
            result += c;
            continue;
        }
        result += static_cast<char>(0xC0U | (code >> 6U));
        result += static_cast<char>(0x80U | (code & 0x3FU));
    }
    return result;
}

/// "\r\n" and lone "\r" become "\n", in place.
void unifyLineEnds(std::string& text)
{
    if (text.find('\r') == std::string::npos)
        return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            continue;
        text[kept++] = text[i] == '\r' ? '\n' : text[i];
    }
    text.resize(kept);
}

} // namespace

std::string_view encodingName(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
        return "UTF-8";
    case TextEncoding::Utf8WithMark:
        return "UTF-8 with mark";
    case TextEncoding::Latin1:
        return "Latin-1";
    }
    return {};
}

Result<TextFile> readTextFile(const std::filesystem::path& path, const ReadProgress& progress)
{
    Result<std::string> bytes = readFileBytes(path, kMostFileBytes, progress);
    if (!bytes)
        return fail(bytes.error());
    std::error_code error;
    TextFile file;
    file.fileBytes = std::filesystem::file_size(path, error);
    if (const Result<void> text = checkIsText(*bytes, path); !text)
        return fail(text.error());

    file.text = std::move(*bytes);
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (file.text.starts_with(kMark)) {
        file.text.erase(0, kMark.size());
        file.encoding = TextEncoding::Utf8WithMark;
    }
    if (!isUtf8(file.text)) {
        file.text = utf8FromLatin1(file.text);
        file.encoding = TextEncoding::Latin1;
    }
    unifyLineEnds(file.text);
    if (file.text.find_first_not_of(" \t\n") == std::string::npos)
        return fail(ErrorCode::DataEmpty, {{"path", path.string()}});
    return file;
}

} // namespace tunescope
