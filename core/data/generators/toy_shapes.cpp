// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/generators/toy_shapes.h"

#include <array>
#include <cmath>
#include <numbers>

namespace tunescope {
namespace {

constexpr double kPi = std::numbers::pi;

constexpr GeneratorSetting samples()
{
    return {"samples", SettingType::Whole, 10, 1'000'000, 400, "Number of points"};
}

constexpr GeneratorSetting noise(double standard)
{
    return {"noise", SettingType::Real, 0.0, 10.0, standard, "Standard deviation added to both coordinates"};
}

constexpr GeneratorSetting seed()
{
    return {"seed", SettingType::Seed, 0, 0, 0, "Another seed gives other points"};
}

constexpr GeneratorSetting imbalance()
{
    return {"imbalance", SettingType::Real, 0.0, 0.99, 0.0, "Share of its points that the last class loses"};
}

constexpr std::array kMoons = {samples(), noise(0.15), seed(), imbalance()};
constexpr std::array kRings = {samples(), noise(0.08), seed(), imbalance(),
                               GeneratorSetting{"classes", SettingType::Whole, 2, 5, 2, "Number of rings"}};
constexpr std::array kSpirals = {
    samples(),
    noise(0.05),
    seed(),
    imbalance(),
    GeneratorSetting{"classes", SettingType::Whole, 2, 6, 2, "Number of arms"},
    GeneratorSetting{"turns", SettingType::Real, 0.25, 5.0, 1.5, "Turns of every arm"}};
constexpr std::array kXor = {samples(), noise(0.1), seed(), imbalance()};
constexpr std::array kBlobs = {samples(), noise(0.3), seed(), imbalance(),
                               GeneratorSetting{"classes", SettingType::Whole, 2, 10, 3, "Number of clouds"}};
constexpr std::array kCheckerboard = {
    samples(), noise(0.02), seed(), imbalance(),
    GeneratorSetting{"cells", SettingType::Whole, 2, 8, 4, "Cells along an edge"}};

int two(const GeneratorSettings& /*settings*/)
{
    return 2;
}

int chosenClasses(const GeneratorSettings& settings)
{
    return static_cast<int>(settings.whole("classes"));
}

/// Two half circles of radius 1; the second is shifted by (1, -1/2) and opens upwards.
ToyPoint moonPoint(const GeneratorSettings& /*settings*/, int classIndex, double share, Rng& /*rng*/)
{
    const double angle = kPi * share;
    if (classIndex == 0)
        return {std::cos(angle), std::sin(angle)};
    return {1.0 - std::cos(angle), 0.5 - std::sin(angle)};
}

/// Concentric circles; the outermost has radius 1.
ToyPoint ringPoint(const GeneratorSettings& settings, int classIndex, double share, Rng& /*rng*/)
{
    const double radius = (classIndex + 1.0) / static_cast<double>(settings.whole("classes"));
    const double angle = 2.0 * kPi * share;
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

/// Archimedean arms from radius 0 to 1, turned against each other; the root spreads the points evenly.
ToyPoint spiralPoint(const GeneratorSettings& settings, int classIndex, double share, Rng& /*rng*/)
{
    const double radius = std::sqrt(share);
    const double turned = classIndex / static_cast<double>(settings.whole("classes"));
    const double angle = 2.0 * kPi * (settings.real("turns") * radius + turned);
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

/// Class 0 where both coordinates have the same sign.
ToyPoint xorPoint(const GeneratorSettings& /*settings*/, int classIndex, double /*share*/, Rng& rng)
{
    const double x = 2.0 * rng.uniform() - 1.0;
    const double size = rng.uniform();
    const bool positive = (x >= 0.0) == (classIndex == 0);
    return {x, positive ? size : -size};
}

/// Clouds whose centres stand on a circle of radius 1.
ToyPoint blobPoint(const GeneratorSettings& settings, int classIndex, double /*share*/, Rng& /*rng*/)
{
    const double angle = 2.0 * kPi * classIndex / static_cast<double>(settings.whole("classes")) + kPi / 2.0;
    return {std::cos(angle), std::sin(angle)};
}

/// Squares of alternating class on [-1, 1] x [-1, 1].
ToyPoint checkerboardPoint(const GeneratorSettings& settings, int classIndex, double /*share*/, Rng& rng)
{
    const auto cells = static_cast<std::uint64_t>(settings.whole("cells"));
    std::uint64_t row = 0;
    std::uint64_t column = 0;
    do {
        row = rng.below(cells);
        column = rng.below(cells);
    } while ((row + column) % 2 != static_cast<std::uint64_t>(classIndex));
    const auto place = [&](std::uint64_t cell) {
        return 2.0 * (static_cast<double>(cell) + rng.uniform()) / static_cast<double>(cells) - 1.0;
    };
    const double x = place(column);
    return {x, place(row)};
}

constexpr std::array<ToyShape, 6> kShapes = {{
    {"moons", "Two moons", kMoons, &two, &moonPoint},
    {"rings", "Rings", kRings, &chosenClasses, &ringPoint},
    {"spirals", "Spirals", kSpirals, &chosenClasses, &spiralPoint},
    {"xor", "XOR", kXor, &two, &xorPoint},
    {"blobs", "Blobs", kBlobs, &chosenClasses, &blobPoint},
    {"checkerboard", "Checkerboard", kCheckerboard, &two, &checkerboardPoint},
}};

} // namespace

std::span<const ToyShape> toyShapes()
{
    return kShapes;
}

} // namespace tunescope
