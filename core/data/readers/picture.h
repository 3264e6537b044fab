// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace tunescope {

/// A picture of 1 (grey) or 3 (red, green, blue) channels, plane by plane, rows from the top.
struct Picture {
    int width = 0;
    int height = 0;
    int channels = 1;
    std::vector<std::uint8_t> values; ///< [channels, height, width]

    [[nodiscard]] bool isGrey() const; ///< Also true for three equal planes.
};

enum class PictureColours { Grey = 1, Colour = 3 };

/// Reads a PNG or JPEG file; transparency is shown on black. Named by its file name in errors:
/// PictureUnreadable, PictureTooLarge.
[[nodiscard]] Result<Picture> readPicture(const std::filesystem::path& path, PictureColours colours);

/// The values of a PNG mask: grey levels as they are, colours as red + 256 green + 65536 blue.
/// Errors: PictureUnreadable, PictureTooLarge.
struct MaskPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> values; ///< [height, width]
};
[[nodiscard]] Result<MaskPicture> readMask(const std::filesystem::path& path);

/// Shrunk or enlarged to width x height; each new pixel is the mean of the area it covers.
[[nodiscard]] Picture resized(const Picture& picture, int width, int height);

/// Whether the name ends in .png, .jpg or .jpeg, whatever its case.
[[nodiscard]] bool isPictureName(const std::filesystem::path& path);

} // namespace tunescope
