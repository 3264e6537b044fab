// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/generators/toy_generator.h"

#include "core/base/rng.h"
#include "core/data/generators/toy_shapes.h"

#include <algorithm>
#include <cassert>

namespace tunescope {
namespace {

struct LabelledPoint {
    ToyPoint point;
    std::int32_t label;
};

std::vector<LabelledPoint> makePoints(const ToyShape& shape, const GeneratorSettings& settings)
{
    Rng rng(Purpose::Generator, settings.seed());
    const double noise = settings.real("noise");
    const std::vector<std::int64_t> sizes = settings.classSizes(shape.classes(settings));
    std::vector<LabelledPoint> points;
    for (std::size_t c = 0; c < sizes.size(); ++c) {
        for (std::int64_t i = 0; i < sizes[c]; ++i) {
            const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(sizes[c]);
            ToyPoint point = shape.point(settings, static_cast<int>(c), share, rng);
            point.x += noise * rng.normal();
            point.y += noise * rng.normal();
            points.push_back({point, static_cast<std::int32_t>(c)});
        }
    }
    rng.shuffle(std::span<LabelledPoint>(points));
    return points;
}

} // namespace

Result<Dataset> generateToy(std::string_view name, std::string_view settingsText)
{
    const auto shapes = toyShapes();
    const auto shape =
        std::find_if(shapes.begin(), shapes.end(), [&](const ToyShape& s) { return s.name == name; });
    assert(shape != shapes.end());
    const Result<GeneratorSettings> settings = GeneratorSettings::parse(name, shape->settings, settingsText);
    if (!settings)
        return fail(settings.error());

    Dataset dataset{.name = std::string(name), .title = std::string(shape->title), .simulated = true};
    dataset.source = name;
    if (!settingsText.empty())
        dataset.source.append(":").append(settingsText);
    dataset.features = {Column{.name = "x"}, Column{.name = "y"}};
    dataset.target = Column{.name = "class", .kind = ColumnKind::Category};
    for (int c = 0; c < shape->classes(*settings); ++c)
        dataset.target.categories.emplace_back(1, static_cast<char>('A' + c));
    for (const LabelledPoint& labelled : makePoints(*shape, *settings)) {
        dataset.features[0].numbers.push_back(labelled.point.x);
        dataset.features[1].numbers.push_back(labelled.point.y);
        dataset.target.codes.push_back(labelled.label);
    }
    return dataset;
}

} // namespace tunescope
