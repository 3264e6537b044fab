// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace tunescope {

struct ImageSize {
    std::int64_t channels = 1;
    std::int64_t height = 1;
    std::int64_t width = 1;

    [[nodiscard]] std::int64_t pixels() const { return height * width; }
    [[nodiscard]] std::int64_t count() const { return channels * pixels(); }
};

/// Inside a convolutional network an image lies as [C / block, H, W, block]: the channels of one pixel are
/// neighbours, as vectors want them. Channels that fill up the last block are zero, and so are all weights to
/// and from them. 16 with AVX-512, otherwise 8: what oneDNN's fast convolutions take.
[[nodiscard]] std::int64_t channelBlock();

/// Rounded up to whole blocks.
[[nodiscard]] std::int64_t paddedChannels(std::int64_t channels);

/// Floats of an image in that layout.
[[nodiscard]] std::int64_t blockedCount(const ImageSize& size);

/// One image [C, H, W] to [C / block, H, W, block] and back.
void toBlocked(const ImageSize& size, const float* plain, float* blocked);
void fromBlocked(const ImageSize& size, const float* blocked, float* plain);

} // namespace tunescope
