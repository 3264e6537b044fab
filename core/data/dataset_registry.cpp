// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset_registry.h"

#include "core/data/builtin_samples.h"
#include "core/data/builtin_sets.h"
#include "core/data/count_text.h"
#include "core/data/generators/fraud_generator.h"
#include "core/data/generators/scene_generator.h"
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

constexpr std::array<DatasetEntry, 24> kEntries = {{
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
    {"spam", "Spam", kFile, 4601, 57, "features", 2,
     "Letters and advertisements by the words and signs in them.", &loadFile},
    {"vowel", "Vowels", kFile, 990, 9, "features", 11, "Eleven English vowels spoken by fifteen people.",
     &loadFile},
    {"landsat", "Landsat", kFile, 6435, 36, "features", 6,
     "Kinds of soil seen by a satellite in four colours, 3×3 pixels at a time.", &loadFile},
    {"fraud", "Card fraud", kToy, 4000, 17, "features", 2, "Honest and fraudulent card payments (simulated).",
     &generateFraud},
    {"shuttle", "Space shuttle", kFile, 20000, 8, "features", 2,
     "Readings of a radiator of the space shuttle, normal and not: find the strange ones.", &loadFile,
     Task::AnomalyDetection},
    {"mnist", "MNIST", kFile, 10000, 784, "pixels", 10,
     "Handwritten digits, 28×28 pixels: 10 000 of the 70 000.", &loadBuiltinSamples, Task::Classification,
     SampleForm::Image},
    {"fashion", "Fashion", kFile, 3000, 784, "pixels", 10, "Garments, 28×28 pixels: 300 of each kind.",
     &loadBuiltinSamples, Task::Classification, SampleForm::Image},
    {"scenes", "Scenes", kToy, 832, 1024, "pixels", 5,
     "Garments before a noisy ground: find the class of every pixel (simulated).", &generateScenes,
     Task::Segmentation, SampleForm::Image},
    {"foods", "Food reviews", kFile, 3484, 3000, "terms", 2,
     "Great and other reviews of foods, as counts of words.", &loadBuiltinSamples},
    {"names", "First names", kFile, 8422, 54, "symbols", 0, "English first names, to invent new ones.",
     &loadBuiltinSamples, Task::TextGeneration, SampleForm::Tokens},
    {"nysesw", "New York stocks", kFile, 3982, 20, "days", 2,
     "Whether the five-day mean of the New York stock index rises tomorrow.", &loadBuiltinSamples,
     Task::Classification, SampleForm::Sequence},
    {"eustockmarkets", "European stocks", kFile, 1839, 20, "days", 2,
     "Whether the five-day mean of a European stock index rises tomorrow.", &loadBuiltinSamples,
     Task::Classification, SampleForm::Sequence},
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
    std::string text = countText(entry.rows, "row") + ", " + groupedText(entry.features) + " " +
                       std::string(entry.featureWord);
    if (entry.classes > 0)
        text += ", " + countText(entry.classes, "class", "classes");
    return text;
}

} // namespace tunescope
