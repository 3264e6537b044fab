// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_params.h"

#include "core/nn/optimizer_registry.h"

#include <algorithm>

namespace tunescope {
namespace {

ParamSpec floatParam(std::string name, double low, double high, double defaultValue,
                     Scale scale = Scale::Linear)
{
    return {.name = std::move(name),
            .distribution = FloatRange{.low = low, .high = high, .scale = scale},
            .defaultValue = defaultValue};
}

ParamSpec intParam(std::string name, std::int64_t low, std::int64_t high, std::int64_t defaultValue,
                   Scale scale = Scale::Linear)
{
    return {.name = std::move(name),
            .distribution = IntRange{.low = low, .high = high, .scale = scale},
            .defaultValue = defaultValue};
}

ParamSpec choiceParam(std::string name, std::span<const std::string_view> names,
                      std::string_view defaultValue)
{
    ChoiceSet choices;
    for (const std::string_view choice : names)
        choices.choices.emplace_back(std::string(choice));
    return {.name = std::move(name),
            .distribution = std::move(choices),
            .defaultValue = std::string(defaultValue)};
}

ParamSpec when(ParamSpec spec, std::string parent, std::vector<ParamValue> values)
{
    spec.when.push_back({.param = std::move(parent), .in = std::move(values)});
    return spec;
}

std::vector<ParamValue> texts(std::initializer_list<const char*> names)
{
    std::vector<ParamValue> values;
    for (const char* name : names)
        values.emplace_back(std::string(name));
    return values;
}

std::vector<ParamValue> layersFrom(std::int64_t first)
{
    std::vector<ParamValue> values;
    for (std::int64_t layers = first; layers <= kMostHiddenLayers; ++layers)
        values.emplace_back(layers);
    return values;
}

/// The model, the layers and how wide they are. The default number of layers is the mlp's; see
/// hiddenLayersOf().
void addLayers(std::vector<ParamSpec>& specs)
{
    static constexpr std::string_view shapes[] = {"constant", "funnel", "diamond"};
    const auto lists =
        texts({"mlp", "lstm", "gru", "autoencoder", "text_mlp", "char_lstm"}); // units of each layer
    auto widths = lists;
    widths.emplace_back(std::string("cnn"));
    specs.push_back(choiceParam("model", modelNames(), "mlp"));
    specs.push_back(intParam("hidden_layers", 0, kMostHiddenLayers, 2));
    specs.push_back(
        when(when(intParam("units", 1, kMostUnits, 64, Scale::Log), "hidden_layers", layersFrom(1)), "model",
             widths));
    for (std::int64_t layer = 1; layer <= kMostHiddenLayers; ++layer)
        specs.push_back(when(when(intParam("units_" + std::to_string(layer), 1, kMostUnits, 64, Scale::Log),
                                  "hidden_layers", layersFrom(layer)),
                             "model", lists));
    specs.push_back(
        when(when(choiceParam("shape", shapes, "constant"), "hidden_layers", layersFrom(2)), "model", lists));
    specs.push_back(
        when(intParam("filters", 1, kMostFilters, 16, Scale::Log), "model", texts({"cnn", "segmenter"})));
    specs.push_back(when({.name = "kernel_size",
                          .distribution = IntRange{.low = 1, .high = 11, .step = 2},
                          .defaultValue = std::int64_t{3}},
                         "model", texts({"cnn", "segmenter"})));
    specs.push_back(when(intParam("embedding", 1, 4096, 32, Scale::Log), "model",
                         texts({"text_mlp", "char_lstm", "lstm", "gru"})));
    specs.push_back(
        when(intParam("sequence_length", 2, 1024, 32, Scale::Log), "model", texts({"char_lstm"})));
}

void addArchitecture(std::vector<ParamSpec>& specs)
{
    const auto ownGates = texts({"mlp", "cnn", "segmenter", "autoencoder", "text_mlp"});
    addLayers(specs);
    specs.push_back(
        when(when(choiceParam("activation", activationNames(), "relu"), "hidden_layers", layersFrom(1)),
             "model", ownGates));
    specs.push_back(choiceParam("init", initializerNames(), "auto"));
    specs.push_back(
        when(when(choiceParam("normalization", normalizationNames(), "none"), "hidden_layers", layersFrom(1)),
             "model", ownGates));
    specs.push_back(
        when(when(floatParam("dropout", 0.0, 0.95, 0.0), "hidden_layers", layersFrom(1)), "model",
             texts({"mlp", "cnn", "lstm", "gru", "segmenter", "autoencoder", "text_mlp", "char_lstm"})));
}

void addOptimizers(std::vector<ParamSpec>& specs)
{
    specs.push_back(choiceParam("optimizer", optimizerNames(), "adam"));
    specs.push_back(floatParam("learning_rate", 1e-7, 10.0, 1e-3, Scale::Log));
    const std::size_t firstOwn = specs.size();
    for (const OptimizerEntry& entry : optimizerRegistry()) {
        for (ParamSpec& own : entry.params()) {
            const auto known =
                std::find_if(specs.begin() + static_cast<std::ptrdiff_t>(firstOwn), specs.end(),
                             [&](const ParamSpec& spec) { return spec.name == own.name; });
            if (known == specs.end())
                specs.push_back(when(std::move(own), "optimizer", {std::string(entry.name)}));
            else
                known->when.front().in.emplace_back(std::string(entry.name));
        }
    }
}

void addSchedule(std::vector<ParamSpec>& specs)
{
    specs.push_back(choiceParam("schedule", scheduleNames(), "constant"));
    specs.push_back(when(intParam("warmup_epochs", 0, kMostEpochs, 0), "schedule",
                         texts({"constant", "step", "exponential", "cosine", "plateau"})));
    specs.push_back(when(floatParam("schedule_gamma", 1e-6, 1.0, 0.5), "schedule",
                         texts({"step", "exponential", "plateau"})));
    specs.push_back(
        when(intParam("schedule_step", 1, kMostEpochs, 10), "schedule", texts({"step", "plateau"})));
    specs.push_back(intParam("batch_size", 1, 65536, 32, Scale::Log));
    specs.push_back(intParam("epochs", 1, kMostEpochs, 20));
    specs.push_back(intParam("patience", 0, kMostEpochs, 0));
    specs.push_back(floatParam("min_delta", 0.0, 1e6, 0.0));
}

void addRegularization(std::vector<ParamSpec>& specs)
{
    specs.push_back(floatParam("l1", 0.0, 10.0, 0.0));
    specs.push_back(floatParam("l2", 0.0, 10.0, 0.0));
    specs.push_back(floatParam("weight_decay", 0.0, 10.0, 0.0));
    specs.push_back(floatParam("gradient_clip", 0.0, 1e6, 0.0));
    specs.push_back(floatParam("label_smoothing", 0.0, 0.9, 0.0));
    specs.push_back(choiceParam("class_weight", classWeightNames(), "none"));
    specs.push_back(floatParam("noise_std", 0.0, 10.0, 0.0));
    specs.push_back(
        when(choiceParam("augment", augmentationNames(), "none"), "model", texts({"cnn", "segmenter"})));
}

void addPreprocessing(std::vector<ParamSpec>& specs)
{
    specs.push_back(choiceParam("scaling", scalingNames(), "standard"));
    specs.push_back(choiceParam("encoding", encodingNames(), "one_hot"));
    specs.push_back(choiceParam("missing", missingNames(), "median"));
}

std::vector<ParamSpec> allParams()
{
    std::vector<ParamSpec> specs;
    addArchitecture(specs);
    addOptimizers(specs);
    addSchedule(specs);
    addRegularization(specs);
    addPreprocessing(specs);
    return specs;
}

constexpr std::string_view kScaling[] = {"none", "standard", "minmax", "robust"};
constexpr std::string_view kEncoding[] = {"one_hot", "ordinal"};
constexpr std::string_view kMissing[] = {"mean", "median", "drop"};

} // namespace

std::span<const std::string_view> scalingNames()
{
    return kScaling;
}

std::span<const std::string_view> encodingNames()
{
    return kEncoding;
}

std::span<const std::string_view> missingNames()
{
    return kMissing;
}

const std::vector<ParamSpec>& trainingParams()
{
    static const std::vector<ParamSpec> specs = allParams();
    return specs;
}

const ParamSpec* findTrainingParam(std::string_view name)
{
    const auto& specs = trainingParams();
    const auto found =
        std::find_if(specs.begin(), specs.end(), [&](const ParamSpec& s) { return s.name == name; });
    return found == specs.end() ? nullptr : &*found;
}

} // namespace tunescope
