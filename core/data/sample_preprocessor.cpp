// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sample_preprocessor.h"

#include <algorithm>

namespace tunescope {
namespace {

using Rows = std::span<const std::int64_t>;

constexpr int kUsualWindow = 40; ///< Symbols: long enough for words, short enough to learn fast.

std::string_view formName(SampleForm form)
{
    switch (form) {
    case SampleForm::Image:
        return "pictures";
    case SampleForm::Sequence:
        return "sequences";
    case SampleForm::Tokens:
        return "texts";
    case SampleForm::Vector:
        break;
    }
    return "rows of numbers";
}

/// The form that the samples have if nothing else is wanted.
SampleForm ownForm(const Dataset& dataset)
{
    if (!dataset.samples)
        return SampleForm::Vector;
    const bool classifiedText = dataset.samples->bags.size() > 0;
    return classifiedText ? SampleForm::Vector : dataset.samples->shape.form;
}

/// Shape of a picture, of a sequence or of their values in a row; nothing if they cannot be read so.
std::optional<SampleShape> denseShape(const Dataset& dataset, SampleForm wanted)
{
    SampleShape own;
    if (dataset.samples)
        own = dataset.samples->shape;
    else
        own = {.form = SampleForm::Image, .height = dataset.image->height, .width = dataset.image->width};
    if (wanted == own.form)
        return own;
    if (wanted == SampleForm::Vector)
        return SampleShape{.features = own.size()};
    if (wanted == SampleForm::Image && own.form == SampleForm::Sequence)
        return SampleShape{.form = wanted, .height = own.steps, .width = own.features};
    if (wanted == SampleForm::Sequence && own.form == SampleForm::Image && own.channels == 1)
        return SampleShape{.form = wanted, .features = own.width, .steps = own.height};
    return std::nullopt;
}

bool isDense(const Dataset& dataset)
{
    return dataset.samples ? dataset.samples->isDense() : dataset.image.has_value();
}

Result<Preprocessor> fitText(Preprocessor fitted, const SampleStore& store, Rows rows)
{
    const PreprocessingConfig& config = fitted.config;
    fitted.shape = {.form = SampleForm::Tokens};
    if (fitted.task != Task::TextGeneration) {
        fitted.samples = fitWords(store, rows, config.sequenceLength, fitted.shape);
        return fitted;
    }
    fitted.target = TargetForm::NextToken;
    fitted.samples = FittedSamples{};
    fitted.shape.vocabulary = store.shape.vocabulary;
    fitted.shape.steps = config.sequenceLength > 0 ? config.sequenceLength : kUsualWindow;
    return fitted;
}

} // namespace

bool readsSamples(const Dataset& dataset, const PreprocessingConfig& config)
{
    return dataset.samples.has_value() || config.wanted.value_or(SampleForm::Vector) != SampleForm::Vector;
}

Result<Preprocessor> fitSamples(const Dataset& dataset, Rows rows, const PreprocessingConfig& config)
{
    const SampleForm wanted = config.wanted.value_or(ownForm(dataset));
    const auto refused = [&] {
        return fail(ErrorCode::PrepareForm, {{"name", dataset.name}, {"form", formName(wanted)}});
    };
    if (!config.features.empty() && dataset.samples) {
        return fail(ErrorCode::FeatureUnknown, {{"name", config.features.front()},
                                                {"hint", "This data set has no columns to choose from."}});
    }
    Preprocessor fitted{.config = config, .task = dataset.task};
    if (wanted == SampleForm::Tokens) {
        if (!dataset.samples || dataset.samples->texts.size() == 0)
            return refused();
        return fitText(std::move(fitted), *dataset.samples, rows);
    }
    if (isDense(dataset)) {
        const std::optional<SampleShape> shape = denseShape(dataset, wanted);
        const bool masked = dataset.task == Task::Segmentation;
        if (!shape || (masked && wanted != SampleForm::Image))
            return refused();
        fitted.shape = *shape;
        if (masked)
            fitted.target = TargetForm::PixelClass;
        if (dataset.task == Task::AnomalyDetection)
            fitted.target = TargetForm::Itself;
        fitted.samples = fitDense(dataset, rows, config.scaling);
        return fitted;
    }
    if (wanted != SampleForm::Vector || !dataset.samples || dataset.samples->bags.size() == 0)
        return refused();
    fitted.samples = fitBags(*dataset.samples, rows, config.scaling, fitted.shape.features);
    if (fitted.shape.features == 0)
        return fail(ErrorCode::PrepareNoInputs);
    return fitted;
}

DataPart applySamples(const Preprocessor& fitted, const Dataset& dataset, Rows rows)
{
    DataPart part;
    if (fitted.target == TargetForm::NextToken) {
        cutWindows(part, *dataset.samples, rows, fitted.shape.steps);
        return part;
    }
    part.rows.assign(rows.begin(), rows.end());
    if (fitted.shape.form == SampleForm::Tokens) {
        part.tokens = wordTokens(*fitted.samples, *dataset.samples, rows, fitted.shape);
        return part;
    }
    part.inputs = isDense(dataset)
                      ? denseInputs(*fitted.samples, dataset, rows)
                      : bagInputs(*fitted.samples, *dataset.samples, rows, fitted.shape.features);
    if (fitted.target == TargetForm::PixelClass) {
        const std::vector<std::uint8_t>& mask = dataset.samples->mask;
        const std::int64_t pixels = fitted.shape.height * fitted.shape.width;
        for (const std::int64_t row : rows)
            part.trueClass.insert(part.trueClass.end(), mask.begin() + row * pixels,
                                  mask.begin() + (row + 1) * pixels);
    }
    return part;
}

} // namespace tunescope
