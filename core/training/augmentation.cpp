// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/augmentation.h"

#include "core/base/rng.h"

#include <array>

namespace tunescope {
namespace {

constexpr std::array<std::string_view, 4> kAugmentations{"none", "shift", "mirror", "shift_mirror"};
constexpr std::int64_t kSideShare = 12;

/// -most .. most, from 24 bits.
std::int64_t shiftOf(std::uint64_t bits, std::int64_t side)
{
    const std::int64_t most = std::min(std::max<std::int64_t>(side / kSideShare, 1), side - 1);
    const auto choices = static_cast<std::uint64_t>(2 * most + 1);
    return static_cast<std::int64_t>((bits & 0xFFFFFFU) * choices >> 24U) - most;
}

} // namespace

std::span<const std::string_view> augmentationNames()
{
    return kAugmentations;
}

ImageMove drawMove(Augmentation kind, const SampleShape& shape, std::uint64_t trialSeed, std::uint64_t step,
                   std::int64_t place)
{
    const std::uint64_t bits =
        deriveSeed(Purpose::Augmentation, trialSeed, {step, static_cast<std::uint64_t>(place)});
    ImageMove move;
    if (kind == Augmentation::Shift || kind == Augmentation::ShiftMirror) {
        move.right = shiftOf(bits, shape.width);
        move.down = shiftOf(bits >> 24U, shape.height);
    }
    if (kind == Augmentation::Mirror || kind == Augmentation::ShiftMirror)
        move.mirrored = bits >> 63U != 0;
    return move;
}

} // namespace tunescope
