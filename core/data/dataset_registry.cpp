// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset_registry.h"

#include "core/data/builtin_sets.h"
#include "core/data/count_text.h"
#include "core/data/generators/toy_generator.h"

#include <algorithm>
#include <array>

namespace tunescope {
namespace {

constexpr auto kFile = DatasetSource::BuiltinFile;
constexpr auto kToy = DatasetSource::Generator;

Result<Dataset> loadFile(std::string_view name, std::string_view settings)
{
    if (!settings.empty())
        return fail(ErrorCode::DataNoSettings, {{"name", name}});
    return loadBuiltinSet(name);
}

constexpr std::array<DatasetEntry, 12> kEntries = {{
    {"digits", "Digits 8×8", kFile, 1797, 64, "pixels", 10,
     "Handwritten digits, scanned and shrunk to 8×8 pixels.", &loadFile},
    {"moons", "Two moons", kToy, 400, 2, "features", 2,
     "Two half circles that reach into each other (simulated).", &generateToy},
    {"rings", "Rings", kToy, 400, 2, "features", 2, "Circles around each other (simulated).", &generateToy},
    {"spirals", "Spirals", kToy, 400, 2, "features", 2, "Arms that wind around each other (simulated).",
     &generateToy},
    {"xor", "XOR", kToy, 400, 2, "features", 2, "Opposite quarters belong together (simulated).",
     &generateToy},
    {"blobs", "Blobs", kToy, 400, 2, "features", 3, "Round clouds (simulated).", &generateToy},
    {"checkerboard", "Checkerboard", kToy, 400, 2, "features", 2, "Alternating squares (simulated).",
     &generateToy},
    {"iris", "Iris", kFile, 150, 4, "features", 3, "Three species of iris by the size of their flowers.",
     &loadFile},
    {"wine", "Wine", kFile, 178, 13, "features", 3, "Wines of three grape varieties by chemical analysis.",
     &loadFile},
    {"breast_cancer", "Breast cancer", kFile, 569, 30, "features", 2,
     "Benign and malignant tumours by the shape of their cell nuclei.", &loadFile},
    {"penguins", "Penguins", kFile, 344, 7, "features", 3,
     "Three species of penguin by their measures, with missing values and text columns.", &loadFile},
    {"mnist_27", "Two and seven", kFile, 1000, 2, "features", 2,
     "Handwritten 2 and 7 by the share of ink in two corners: real data in two dimensions.", &loadFile},
}};

} // namespace

std::span<const DatasetEntry> datasetRegistry()
{
    return kEntries;
}

const DatasetEntry* findDatasetEntry(std::string_view source)
{
    const std::string_view name = source.substr(0, source.find(':'));
    const auto* found = std::find_if(kEntries.begin(), kEntries.end(),
                                     [&](const DatasetEntry& entry) { return entry.name == name; });
    return found == kEntries.end() ? nullptr : found;
}

std::string sizeText(const DatasetEntry& entry)
{
    return countText(entry.rows, "row") + ", " + std::to_string(entry.features) + " " +
           std::string(entry.featureWord) + ", " + countText(entry.classes, "class", "classes");
}

} // namespace tunescope
