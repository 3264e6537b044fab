// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/readers/picture.h"

#include <array>
#include <cerrno>
#include <csetjmp>
#include <cstdio>
#include <memory>
#include <optional>
#include <system_error>

#include <jpeglib.h> // Needs stdio.h before it.
#include <png.h>

namespace tunescope {
namespace {

constexpr int kMostPictureSide = 8192;

struct FileClose {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using FileHandle = std::unique_ptr<std::FILE, FileClose>;

Error unreadablePicture(const std::filesystem::path& path, std::string_view detail)
{
    return {ErrorCode::PictureUnreadable,
            {{"file", path.filename().string()}, {"detail", detail}, {"path", path.string()}}};
}

std::optional<Error> tooLarge(const std::filesystem::path& path, std::uint64_t width, std::uint64_t height)
{
    if (width <= kMostPictureSide && height <= kMostPictureSide)
        return std::nullopt;
    return Error{ErrorCode::PictureTooLarge,
                 {{"file", path.filename().string()},
                  {"width", static_cast<std::int64_t>(width)},
                  {"height", static_cast<std::int64_t>(height)},
                  {"limit", std::int64_t{kMostPictureSide}},
                  {"path", path.string()}}};
}

/// From pixel by pixel to plane by plane.
Picture planar(int width, int height, int channels, const std::vector<std::uint8_t>& pixels)
{
    Picture picture{width, height, channels, std::vector<std::uint8_t>(pixels.size())};
    const auto count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    const auto planes = static_cast<std::size_t>(channels);
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t c = 0; c < planes; ++c)
            picture.values[c * count + i] = pixels[i * planes + c];
    }
    return picture;
}

/// libpng's simplified interface keeps its long jumps to itself.
class PngImage
{
public:
    PngImage() { m_image.version = PNG_IMAGE_VERSION; }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;
    ~PngImage() { png_image_free(&m_image); }

    png_image* get() { return &m_image; }
    png_image* operator->() { return &m_image; }

private:
    png_image m_image{};
};

Result<Picture> readPng(const std::filesystem::path& path, PictureColours colours)
{
    PngImage image;
    if (png_image_begin_read_from_file(image.get(), path.c_str()) == 0)
        return fail(unreadablePicture(path, image->message));
    if (std::optional<Error> large = tooLarge(path, image->width, image->height))
        return fail(std::move(*large));
    image->format = colours == PictureColours::Grey ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
    std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(*image.get()));
    const png_color black{};
    if (png_image_finish_read(image.get(), &black, pixels.data(), 0, nullptr) == 0)
        return fail(unreadablePicture(path, image->message));
    return planar(static_cast<int>(image->width), static_cast<int>(image->height), static_cast<int>(colours),
                  pixels);
}

/// libjpeg reports errors by a function that must not return.
struct JpegErrors {
    jpeg_error_mgr manager;
    std::jmp_buf escape;
    char message[JMSG_LENGTH_MAX];
};

extern "C" void tunescopeJpegError(j_common_ptr info)
{
    auto* errors = reinterpret_cast<JpegErrors*>(info->err);
    (*info->err->format_message)(info, errors->message);
    std::longjmp(errors->escape, 1);
}

extern "C" void tunescopeJpegWarning(j_common_ptr info, int level)
{
    if (level < 0) // A damaged or truncated file: refused, so that no half picture is learned.
        tunescopeJpegError(info);
}

/// Printers' JPEG files: Adobe's programs store them inverted.
void turnIntoColours(std::vector<std::uint8_t>& pixels, int channels, bool inverted)
{
    const auto ink = [&](std::size_t at) { return inverted ? pixels[at] : 255U - pixels[at]; };
    std::vector<std::uint8_t> result;
    result.reserve(pixels.size() / 4 * static_cast<std::size_t>(channels));
    for (std::size_t i = 0; i + 3 < pixels.size(); i += 4) {
        std::array<unsigned, 3> rgb{};
        for (std::size_t c = 0; c < 3; ++c)
            rgb[c] = (ink(i + c) * ink(i + 3) + 127U) / 255U;
        if (channels == 1) { // ITU-R BT.601, as libjpeg's own grey
            result.push_back(
                static_cast<std::uint8_t>((299U * rgb[0] + 587U * rgb[1] + 114U * rgb[2] + 500U) / 1000U));
            continue;
        }
        for (const unsigned value : rgb)
            result.push_back(static_cast<std::uint8_t>(value));
    }
    pixels = std::move(result);
}

/// Only plain data lives between setjmp and longjmp; `pixels` is owned by the caller.
bool decodeJpeg(jpeg_decompress_struct& info, JpegErrors& errors, std::FILE* file, int channels,
                std::vector<std::uint8_t>& pixels)
{
    if (setjmp(errors.escape) != 0)
        return false;
    jpeg_create_decompress(&info);
    jpeg_stdio_src(&info, file);
    jpeg_read_header(&info, TRUE);
    if (info.image_width > static_cast<JDIMENSION>(kMostPictureSide) ||
        info.image_height > static_cast<JDIMENSION>(kMostPictureSide))
        return true; // The caller sees the sizes.
    const bool inks = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
    info.out_color_space = inks ? JCS_CMYK : channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&info);
    const std::size_t stride =
        static_cast<std::size_t>(info.output_width) * static_cast<std::size_t>(info.output_components);
    pixels.resize(stride * info.output_height);
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = pixels.data() + stride * info.output_scanline;
        jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info);
    return true;
}

Result<Picture> readJpeg(const std::filesystem::path& path, PictureColours colours)
{
    errno = 0;
    const FileHandle file(std::fopen(path.c_str(), "rb"));
    if (!file)
        return fail(unreadablePicture(path, std::generic_category().message(errno)));
    jpeg_decompress_struct info{};
    JpegErrors errors{};
    info.err = jpeg_std_error(&errors.manager);
    errors.manager.error_exit = &tunescopeJpegError;
    errors.manager.emit_message = &tunescopeJpegWarning;
    std::vector<std::uint8_t> pixels;
    const int channels = static_cast<int>(colours);
    const bool sound = decodeJpeg(info, errors, file.get(), channels, pixels);
    const auto width = static_cast<int>(info.image_width);
    const auto height = static_cast<int>(info.image_height);
    const bool inks = info.out_color_space == JCS_CMYK;
    const bool inverted = info.saw_Adobe_marker != 0;
    jpeg_destroy_decompress(&info);
    if (!sound)
        return fail(unreadablePicture(path, errors.message));
    if (std::optional<Error> large = tooLarge(path, info.image_width, info.image_height))
        return fail(std::move(*large));
    if (inks)
        turnIntoColours(pixels, channels, inverted);
    return planar(width, height, channels, pixels);
}

bool startsLikePng(const std::filesystem::path& path)
{
    const FileHandle file(std::fopen(path.c_str(), "rb"));
    unsigned char head[8] = {};
    return file && std::fread(head, 1, sizeof head, file.get()) == sizeof head &&
           png_sig_cmp(head, 0, sizeof head) == 0;
}

} // namespace

Result<Picture> readPicture(const std::filesystem::path& path, PictureColours colours)
{
    return startsLikePng(path) ? readPng(path, colours) : readJpeg(path, colours);
}

Result<MaskPicture> readMask(const std::filesystem::path& path)
{
    if (!startsLikePng(path))
        return fail(unreadablePicture(path, "masks must be PNG files"));
    PngImage image;
    if (png_image_begin_read_from_file(image.get(), path.c_str()) == 0)
        return fail(unreadablePicture(path, image->message));
    if (std::optional<Error> large = tooLarge(path, image->width, image->height))
        return fail(std::move(*large));
    image->format =
        PNG_FORMAT_RGB; // Eight bits a channel, grey levels in all three; palettes by their colours.
    std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(*image.get()));
    const png_color black{};
    if (png_image_finish_read(image.get(), &black, pixels.data(), 0, nullptr) == 0)
        return fail(unreadablePicture(path, image->message));
    MaskPicture mask{static_cast<int>(image->width), static_cast<int>(image->height), {}};
    for (std::size_t i = 0; i + 2 < pixels.size(); i += 3) {
        const std::uint32_t red = pixels[i];
        const std::uint32_t green = pixels[i + 1];
        const std::uint32_t blue = pixels[i + 2];
        mask.values.push_back(red == green && green == blue ? red : red + 256U * green + 65536U * blue);
    }
    return mask;
}

} // namespace tunescope
