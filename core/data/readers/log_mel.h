// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace tunescope {

/// How a sound becomes a picture of its frequencies.
struct LogMelOptions {
    int rate = 8000; ///< Samples a second.
    int bands = 20;  ///< Bands of equal width on the mel scale, from 0 Hz to 8 kHz or half the rate.
    int steps = 20;  ///< The frames are brought to so many by averaging or repeating.
    double frameSeconds = 0.025;
    double hopSeconds = 0.010;
};

/// Logarithms of mel band energies, [steps, bands], of a sound with values -1..1. The sound must be at least
/// one frame long. Frames are weighted by a Hann window; triangular bands; 1e-6 is added before the
/// logarithm, so silence is finite.
/// Source: Davis & Mermelstein, "Comparison of parametric representations for monosyllabic word
/// recognition", IEEE TASSP 28, 1980 (without the cosine transform); mel(f) = 2595 log10(1 + f / 700).
[[nodiscard]] std::vector<float> logMel(std::span<const float> sound, const LogMelOptions& options);

/// Samples of one frame.
[[nodiscard]] std::size_t frameLength(const LogMelOptions& options);

} // namespace tunescope
