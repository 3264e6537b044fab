// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/sample_shape.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

namespace tunescope {

/// How the pictures of the training part are changed, anew in every step.
enum class Augmentation { None, Shift, Mirror, ShiftMirror };

/// "none", "shift", "mirror", "shift_mirror".
[[nodiscard]] std::span<const std::string_view> augmentationNames();

/// How one picture is moved: what comes to (x, y) is taken from (x + right, y + down), mirrored first.
struct ImageMove {
    std::int64_t right = 0;
    std::int64_t down = 0;
    bool mirrored = false;
};

/// The move of the picture at `place` of the batch of step `step` (1-based), named by (trial seed, step,
/// place). Shifts are up to a twelfth of the side, at least one pixel, each equally likely; every second
/// picture is mirrored left to right.
[[nodiscard]] ImageMove drawMove(Augmentation kind, const SampleShape& shape, std::uint64_t trialSeed,
                                 std::uint64_t step, std::int64_t place);

/// One plane [height, width]; beyond its edges lie copies of them, so that a mask moves as its picture does.
template <class Number>
void movePlane(const ImageMove& move, std::int64_t height, std::int64_t width, const Number* src, Number* dst)
{
    for (std::int64_t y = 0; y < height; ++y) {
        const Number* row = src + std::clamp<std::int64_t>(y + move.down, 0, height - 1) * width;
        for (std::int64_t x = 0; x < width; ++x) {
            const std::int64_t from = std::clamp<std::int64_t>(x + move.right, 0, width - 1);
            dst[y * width + x] = row[move.mirrored ? width - 1 - from : from];
        }
    }
}

} // namespace tunescope
