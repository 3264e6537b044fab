// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/model_choice.h"

#include "core/nn/models/model_registry.h"
#include "core/training/setting_rules.h"

#include <algorithm>

namespace tunescope {
namespace {

TargetForm targetOf(Task task)
{
    switch (task) {
    case Task::Classification:
        return TargetForm::OneClass;
    case Task::Regression:
        return TargetForm::OneValue;
    case Task::Segmentation:
        return TargetForm::PixelClass;
    case Task::TextGeneration:
        return TargetForm::NextToken;
    case Task::AnomalyDetection:
        return TargetForm::Itself;
    }
    return TargetForm::OneClass;
}

/// The forms in which prepareData() can give these samples, the plainest first.
std::vector<SampleForm> formsOf(const Dataset& dataset)
{
    if (dataset.task == Task::Segmentation)
        return {SampleForm::Image};
    if (!dataset.samples) {
        if (dataset.image)
            return {SampleForm::Vector, SampleForm::Image, SampleForm::Sequence};
        return {SampleForm::Vector};
    }
    const SampleStore& store = *dataset.samples;
    std::vector<SampleForm> forms;
    if (store.isDense()) {
        forms = {SampleForm::Vector, SampleForm::Image};
        if (store.shape.form == SampleForm::Sequence || store.shape.channels == 1)
            forms.push_back(SampleForm::Sequence);
        return forms;
    }
    if (store.bags.size() > 0)
        forms.push_back(SampleForm::Vector);
    if (store.texts.size() > 0)
        forms.push_back(SampleForm::Tokens);
    return forms;
}

ModelKind suited(const Dataset& dataset)
{
    switch (dataset.task) {
    case Task::Segmentation:
        return ModelKind::Segmenter;
    case Task::TextGeneration:
        return ModelKind::CharLstm;
    case Task::AnomalyDetection:
        return ModelKind::Autoencoder;
    case Task::Classification:
    case Task::Regression:
        break;
    }
    if (!dataset.samples)
        return ModelKind::Mlp;
    if (!dataset.samples->isDense())
        return ModelKind::TextMlp;
    return dataset.samples->shape.form == SampleForm::Image ? ModelKind::Cnn : ModelKind::Lstm;
}

} // namespace

std::optional<SampleForm> formFor(ModelKind model, const Dataset& dataset)
{
    const bool isText = dataset.samples && !dataset.samples->isDense();
    if (model == ModelKind::TextMlp && !isText)
        return std::nullopt;
    for (const SampleForm form : formsOf(dataset)) {
        if (modelEntry(model).fits({.form = form}, targetOf(dataset.task)))
            return form;
    }
    return std::nullopt;
}

std::vector<ModelKind> modelsFor(const Dataset& dataset)
{
    std::vector<ModelKind> models;
    for (std::size_t i = 0; i < modelNames().size(); ++i) {
        const auto model = static_cast<ModelKind>(i);
        if (formFor(model, dataset))
            models.push_back(model);
    }
    const auto first = std::find(models.begin(), models.end(), suited(dataset));
    if (first != models.end())
        std::rotate(models.begin(), first, first + 1);
    return models;
}

ParamSet withDefaultModel(ParamSet params, const Dataset& dataset)
{
    const std::vector<ModelKind> models = modelsFor(dataset);
    if (!params.contains("model") && !models.empty() && models.front() != ModelKind::Mlp)
        params.set("model", std::string(kindName(models.front(), modelNames())));
    return params;
}

ParamSet activeFor(const ParamSet& params, const Dataset& dataset)
{
    return activeSettings(withDefaultModel(params, dataset), dataset.task);
}

Result<TrainingConfig> trainingConfigFor(const ParamSet& params, const Dataset& dataset, std::string metric)
{
    auto config = resolveTrainingConfig(withDefaultModel(params, dataset), dataset.task, std::move(metric));
    if (!config)
        return config;
    const std::optional<SampleForm> form = formFor(config->model, dataset);
    if (!form) {
        std::string choices;
        for (const ModelKind model : modelsFor(dataset))
            choices.append(choices.empty() ? "" : ", ").append(kindName(model, modelNames()));
        if (choices.empty())
            choices = "other data";
        return fail(ErrorCode::UnavailableModel, {{"value", std::string(kindName(config->model, modelNames()))},
                                                  {"form", dataset.name},
                                                  {"choices", choices}});
    }
    // A table is read as it is, so that its preparation is the same as ever.
    if (dataset.samples || *form != SampleForm::Vector)
        config->preprocessing.wanted = form;
    if (dataset.task == Task::TextGeneration)
        config->preprocessing.sequenceLength = config->sequenceLength;
    return config;
}

} // namespace tunescope
