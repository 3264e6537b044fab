// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/generators/scene_generator.h"

#include "core/base/rng.h"
#include "core/data/builtin_samples.h"
#include "core/data/generators/generator_settings.h"
#include "core/data/readers/picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

namespace tunescope {
namespace {

constexpr int kSide = 32;
constexpr int kPixels = kSide * kSide;
constexpr int kSmallest = 16; ///< Side of a garment in a scene.
constexpr int kLargest = 24;
constexpr int kInk = 12; ///< Above this a pixel of a garment belongs to it.

constexpr std::array kSceneSettings = {
    GeneratorSetting{"samples", SettingType::Whole, 10, 1500, 832, "Number of scenes"},
    GeneratorSetting{"seed", SettingType::Seed, 0, 0, 0, "Another seed gives other scenes"}};

/// Class of a pixel by the garment it belongs to.
constexpr std::array<std::uint8_t, 10> kClassOfGarment = {1, 2, 1, 1, 1, 3, 1, 3, 4, 3};

struct Scene {
    std::array<double, kPixels> values{};
    std::array<std::uint8_t, kPixels> classes{};
};

/// Cubic through four points (Catmull & Rom 1974), `share` 0..1 between the middle two.
double cubic(const std::array<double, 4>& p, double share)
{
    return p[1] + 0.5 * share *
                      (p[2] - p[0] +
                       share * (2.0 * p[0] - 5.0 * p[1] + 4.0 * p[2] - p[3] +
                                share * (3.0 * (p[1] - p[2]) + p[3] - p[0])));
}

/// Adds smooth noise: random values on a grid of cells x cells, cubic between them.
void addNoise(Scene& scene, int cells, double size, Rng& rng)
{
    std::vector<double> grid(static_cast<std::size_t>(cells * cells));
    for (double& value : grid)
        value = size * (2.0 * rng.uniform() - 1.0);
    const auto gridAt = [&](int x, int y) {
        return grid[static_cast<std::size_t>(std::clamp(y, 0, cells - 1) * cells +
                                             std::clamp(x, 0, cells - 1))];
    };
    const double step = static_cast<double>(cells - 1) / (kSide - 1);
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const int left = static_cast<int>(x * step);
            const int top = static_cast<int>(y * step);
            std::array<double, 4> rows{};
            for (int r = 0; r < 4; ++r) {
                const std::array<double, 4> points = {
                    gridAt(left - 1, top + r - 1), gridAt(left, top + r - 1), gridAt(left + 1, top + r - 1),
                    gridAt(left + 2, top + r - 1)};
                rows[static_cast<std::size_t>(r)] = cubic(points, x * step - left);
            }
            scene.values[static_cast<std::size_t>(y * kSide + x)] += cubic(rows, y * step - top);
        }
    }
}

Scene emptyScene(Rng& rng)
{
    Scene scene;
    const double base = 0.1 + 0.2 * rng.uniform();
    const double across = 0.4 * rng.uniform() - 0.2;
    const double down = 0.4 * rng.uniform() - 0.2;
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x)
            scene.values[static_cast<std::size_t>(y * kSide + x)] =
                base + across * x / (kSide - 1) + down * y / (kSide - 1);
    }
    addNoise(scene, 4, 0.15, rng);
    addNoise(scene, 9, 0.15, rng);
    return scene;
}

/// A garment as it stands in a scene, and where it covers the ground.
struct Cutout {
    Picture garment;
    Picture cover; ///< 255 where the garment is.
};

Cutout cutOut(const SampleStore& garments, std::int64_t index, int side)
{
    const auto width = static_cast<int>(garments.shape.width);
    const auto height = static_cast<int>(garments.shape.height);
    Picture garment{width, height, 1, {}};
    for (std::int64_t i = 0; i < garments.shape.size(); ++i)
        garment.values.push_back(static_cast<std::uint8_t>(garments.valueAt(index, i)));
    Picture cover = garment;
    for (std::uint8_t& value : cover.values)
        value = value > kInk ? 255 : 0;
    return {resized(garment, side, side), resized(cover, side, side)};
}

void place(Scene& scene, const Cutout& cutout, std::uint8_t classCode, Rng& rng)
{
    const int side = cutout.garment.width;
    const auto room = static_cast<std::uint64_t>(kSide - side + 1);
    const auto left = static_cast<int>(rng.below(room));
    const auto top = static_cast<int>(rng.below(room));
    const bool mirrored = rng.uniform() < 0.5;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const auto from = static_cast<std::size_t>(y * side + (mirrored ? side - 1 - x : x));
            if (cutout.cover.values[from] <= 127)
                continue;
            const auto to = static_cast<std::size_t>((top + y) * kSide + left + x);
            scene.values[to] = 0.25 + 0.75 * cutout.garment.values[from] / 255.0;
            scene.classes[to] = classCode;
        }
    }
}

void append(SampleStore& store, const Scene& scene, Rng& rng)
{
    for (std::size_t i = 0; i < scene.values.size(); ++i) {
        const double value = std::clamp(scene.values[i] + 0.05 * rng.normal(), 0.0, 1.0);
        store.bytes.push_back(static_cast<std::uint8_t>(std::lround(255.0 * value)));
        store.mask.push_back(scene.classes[i]);
    }
    ++store.count;
}

} // namespace

Result<Dataset> generateScenes(std::string_view name, std::string_view settingsText)
{
    const Result<GeneratorSettings> settings = GeneratorSettings::parse(name, kSceneSettings, settingsText);
    if (!settings)
        return fail(settings.error());
    const Result<Dataset> garments = loadFashion();
    if (!garments)
        return fail(garments.error());
    Rng rng(Purpose::Generator, settings->seed());
    std::vector<std::int64_t> order(static_cast<std::size_t>(garments->rows()));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    rng.shuffle(std::span<std::int64_t>(order));

    Dataset dataset{.name = std::string(name),
                    .title = "Scenes",
                    .source = std::string(name),
                    .citation = garments->citation,
                    .simulated = true,
                    .task = Task::Segmentation};
    if (!settingsText.empty())
        dataset.source.append(":").append(settingsText);
    dataset.target = {.name = "class of a pixel",
                      .kind = ColumnKind::Category,
                      .categories = {"background", "top", "trousers", "shoe", "bag"}};
    const SampleShape shape{.form = SampleForm::Image, .height = kSide, .width = kSide};
    dataset.samples = SampleStore{.shape = shape, .stride = kPixels};
    std::size_t next = 0;
    for (std::int64_t i = 0; i < settings->whole("samples"); ++i) {
        Scene scene = emptyScene(rng);
        const std::uint64_t count = 1 + rng.below(2);
        for (std::uint64_t g = 0; g < count && next < order.size(); ++g) {
            const std::int64_t garment = order[next++];
            const int side = kSmallest + static_cast<int>(rng.below(kLargest - kSmallest + 1));
            const std::int32_t kind = garments->target.codes[static_cast<std::size_t>(garment)];
            place(scene, cutOut(*garments->samples, garment, side),
                  kClassOfGarment[static_cast<std::size_t>(kind)], rng);
        }
        append(*dataset.samples, scene, rng);
    }
    return dataset;
}

} // namespace tunescope
