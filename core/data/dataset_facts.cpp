// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset_facts.h"

#include "core/data/dataset_checks.h"
#include "core/data/preprocessor.h"
#include "core/data/projection.h"
#include "core/data/split_rules.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tunescope {
namespace {

constexpr std::size_t kSamples = 12;
constexpr std::int64_t kProjectedRows = 2000;
constexpr std::int64_t kFewestProjected = 300;
constexpr std::int64_t kProjectedValues = 400'000; ///< Rows x inputs.

ColumnFacts describeColumn(const Column& column)
{
    ColumnFacts facts{.name = column.name, .kind = column.kind, .categories = column.categories};
    if (column.kind == ColumnKind::Category) {
        facts.missing = std::count(column.codes.begin(), column.codes.end(), -1);
        return facts;
    }
    facts.low = std::numeric_limits<double>::infinity();
    facts.high = -facts.low;
    for (const double value : column.numbers) {
        if (std::isnan(value)) {
            ++facts.missing;
            continue;
        }
        facts.low = std::min(facts.low, value);
        facts.high = std::max(facts.high, value);
    }
    if (facts.low > facts.high)
        facts.low = facts.high = 0.0;
    return facts;
}

/// Pixels of every class; samples are pictures in which the class is seen.
void countPixels(std::vector<ClassFacts>& classes, const Dataset& dataset, const Split& split)
{
    const std::vector<std::uint8_t>& mask = dataset.samples->mask;
    for (const std::uint8_t code : mask)
        ++classes[code].rows;
    const std::int64_t pixels = dataset.samples->shape.height * dataset.samples->shape.width;
    for (const std::int64_t row : split.train) {
        for (std::int64_t pixel = row * pixels; pixel < (row + 1) * pixels; ++pixel) {
            ClassFacts& entry = classes[mask[static_cast<std::size_t>(pixel)]];
            ++entry.trainRows;
            if (entry.samples.size() < kSamples && (entry.samples.empty() || entry.samples.back() != row))
                entry.samples.push_back(row);
        }
    }
}

/// How rows are drawn: as a table's own pictures, or in shades of grey.
std::optional<ImageLayout> pictureLayout(const Dataset& dataset)
{
    if (!dataset.samples || dataset.samples->shape.form != SampleForm::Image)
        return dataset.image;
    const SampleStore& store = *dataset.samples;
    return ImageLayout{.height = static_cast<int>(store.shape.height),
                       .width = static_cast<int>(store.shape.width),
                       .low = store.low,
                       .high = store.high};
}

std::vector<ClassFacts> describeClasses(const Dataset& dataset, const Split& split)
{
    std::vector<ClassFacts> classes;
    if (dataset.task == Task::Regression || dataset.task == Task::TextGeneration)
        return classes;
    for (const std::string& name : dataset.target.categories)
        classes.push_back({.name = name});
    if (dataset.task == Task::Segmentation) {
        countPixels(classes, dataset, split);
        return classes;
    }
    for (const std::int32_t code : dataset.target.codes)
        ++classes[static_cast<std::size_t>(code)].rows;
    for (const std::int64_t row : split.train) {
        ClassFacts& entry =
            classes[static_cast<std::size_t>(dataset.target.codes[static_cast<std::size_t>(row)])];
        ++entry.trainRows;
        if (entry.samples.size() < kSamples)
            entry.samples.push_back(row);
    }
    return classes;
}

/// At most kProjectedRows of the training and validation parts, evenly spaced, in ascending order; fewer
/// where rows are wide, so that the picture takes tenths of a second.
std::vector<std::int64_t> rowsToProject(const Split& split, std::int64_t width)
{
    const std::int64_t most =
        std::clamp(kProjectedValues / std::max<std::int64_t>(width, 1), kFewestProjected, kProjectedRows);
    std::vector<std::int64_t> rows = split.train;
    rows.insert(rows.end(), split.validation.begin(), split.validation.end());
    std::sort(rows.begin(), rows.end());
    const std::int64_t count = std::ssize(rows);
    if (count <= most)
        return rows;
    std::vector<std::int64_t> chosen;
    for (std::int64_t i = 0; i < most; ++i)
        chosen.push_back(rows[static_cast<std::size_t>(i * count / most)]);
    return chosen;
}

Projection project(const Dataset& dataset, const Split& split, const Preprocessor& preprocessor)
{
    if (preprocessor.shape.form == SampleForm::Tokens)
        return {}; // Texts have no place in a plane.
    const DataPart part = preprocessor.apply(dataset, rowsToProject(split, preprocessor.shape.size()));
    const PrincipalPlane plane = principalPlane(part.inputs);
    Projection projection{.explainedX = plane.explained[0], .explainedY = plane.explained[1]};
    for (std::int64_t i = 0; i < part.size(); ++i) {
        const auto index = static_cast<std::size_t>(i);
        const auto [x, y] = plane.place(part.inputs.row(i));
        ProjectedRow row{.row = part.rows[index], .x = x, .y = y};
        row.validation = std::binary_search(split.validation.begin(), split.validation.end(), row.row);
        if (dataset.hasClasses())
            row.classIndex = part.trueClass[index];
        else if (dataset.task == Task::Regression)
            row.value = part.trueValue[index];
        projection.rows.push_back(row);
    }
    return projection;
}

PartSizes partSizes(const Dataset& dataset, const Split& split)
{
    PartSizes sizes{.train = std::ssize(split.train),
                    .validation = std::ssize(split.validation),
                    .stopping = std::ssize(split.stopping),
                    .test = split.test.size(),
                    .splitSha256 = split.sha256};
    sizes.excluded = dataset.rows() - sizes.train - sizes.validation - sizes.stopping - sizes.test;
    return sizes;
}

} // namespace

std::uint64_t datasetBytes(const Dataset& dataset)
{
    const auto columnBytes = [](const Column& column) {
        return column.numbers.size() * sizeof(double) + column.codes.size() * sizeof(std::int32_t);
    };
    std::uint64_t bytes = columnBytes(dataset.target) + dataset.previous.size() * sizeof(double);
    for (const std::vector<Column>* columns : {&dataset.features, &dataset.groups}) {
        for (const Column& column : *columns)
            bytes += columnBytes(column);
    }
    return bytes + (dataset.samples ? dataset.samples->memory() : 0);
}

Result<std::vector<DatasetCheck>> leakFacts(const Dataset& dataset, const SplitConfig& config)
{
    const Result<Split> split = makeSplit(dataset, config, 0, 0);
    if (!split)
        return fail(split.error());
    DatasetFacts facts{.task = dataset.task, .rows = dataset.rows()};
    facts.target.name = dataset.target.name;
    facts.image = pictureLayout(dataset);
    facts.parts = partSizes(dataset, *split);
    return leakChecks(dataset, facts, *split);
}

Result<DatasetFacts> datasetFacts(const Dataset& dataset, const SplitConfig& config)
{
    const Result<Split> split = makeSplit(dataset, config, 0, 0);
    if (!split)
        return fail(split.error());
    const Result<Preprocessor> preprocessor = Preprocessor::fit(dataset, split->train, PreprocessingConfig{});
    if (!preprocessor)
        return fail(preprocessor.error());

    DatasetFacts facts{.task = dataset.task, .rows = dataset.rows(), .skippedRows = dataset.skippedRows};
    facts.about = {.name = dataset.name,
                   .title = dataset.title,
                   .source = dataset.source,
                   .citation = dataset.citation,
                   .simulated = dataset.simulated,
                   .sha256 = dataset.sha256};
    for (const Column& column : dataset.features) {
        facts.features.push_back(describeColumn(column));
        const auto& constants = preprocessor->constantColumns;
        facts.features.back().constant =
            std::find(constants.begin(), constants.end(), column.name) != constants.end();
    }
    facts.target = describeColumn(dataset.target);
    facts.classes = describeClasses(dataset, *split);
    facts.image = pictureLayout(dataset);
    facts.inputs = preprocessor->shape.size();
    facts.shape = dataset.samples ? dataset.samples->shape : preprocessor->shape;
    facts.shapeText = dataset.samples ? shapeText(*dataset.samples) : std::string();
    facts.order = dataset.order;
    facts.groups = groupColumns(dataset);
    facts.parts = partSizes(dataset, *split);
    facts.projection = project(dataset, *split, *preprocessor);
    facts.checks = datasetChecks(dataset, facts, *split);
    return facts;
}

} // namespace tunescope
