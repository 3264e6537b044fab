// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/data/generators/generator_settings.h"

#include <span>
#include <string_view>

namespace tunescope {

struct ToyPoint {
    double x = 0.0;
    double y = 0.0;
};

/// A two-dimensional toy: where a point of a class lies before noise is added.
struct ToyShape {
    std::string_view name;
    std::string_view title;
    std::span<const GeneratorSetting> settings;
    /// Number of classes with these settings.
    int (*classes)(const GeneratorSettings& settings);
    /// A random point of the class; `share` runs evenly from 0 to below 1 over the points of the class.
    ToyPoint (*point)(const GeneratorSettings& settings, int classIndex, double share, Rng& rng);
};

/// Moons, rings, spirals, XOR, blobs and checkerboard.
[[nodiscard]] std::span<const ToyShape> toyShapes();

} // namespace tunescope
