// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/image_layout.h"

#include "core/nn/onednn/onednn_info.h"

#include <algorithm>

namespace tunescope {

std::int64_t channelBlock()
{
    return oneDnnIsaLimit() == Isa::Avx512 ? 16 : 8;
}

std::int64_t paddedChannels(std::int64_t channels)
{
    const std::int64_t block = channelBlock();
    return (channels + block - 1) / block * block;
}

std::int64_t blockedCount(const ImageSize& size)
{
    return paddedChannels(size.channels) * size.pixels();
}

void toBlocked(const ImageSize& size, const float* plain, float* blocked)
{
    const std::int64_t block = channelBlock();
    const std::int64_t pixels = size.pixels();
    if (size.channels % block != 0)
        std::fill_n(blocked, blockedCount(size), 0.0F);
    for (std::int64_t c = 0; c < size.channels; ++c) {
        float* dst = blocked + c / block * pixels * block + c % block;
        for (std::int64_t p = 0; p < pixels; ++p)
            dst[p * block] = plain[c * pixels + p];
    }
}

void fromBlocked(const ImageSize& size, const float* blocked, float* plain)
{
    const std::int64_t block = channelBlock();
    const std::int64_t pixels = size.pixels();
    for (std::int64_t c = 0; c < size.channels; ++c) {
        const float* src = blocked + c / block * pixels * block + c % block;
        for (std::int64_t p = 0; p < pixels; ++p)
            plain[c * pixels + p] = src[p * block];
    }
}

} // namespace tunescope
