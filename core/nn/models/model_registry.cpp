// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/models/model_registry.h"

#include "core/nn/models/model_builders.h"

#include <algorithm>
#include <array>

namespace tunescope {
namespace {

bool oneAnswer(TargetForm target)
{
    return target == TargetForm::OneClass || target == TargetForm::OneValue;
}

bool vectors(const SampleShape& shape, TargetForm target)
{
    return shape.form != SampleForm::Tokens && oneAnswer(target);
}

bool images(const SampleShape& shape, TargetForm target)
{
    return shape.form == SampleForm::Image && oneAnswer(target);
}

bool sequences(const SampleShape& shape, TargetForm target)
{
    return (shape.form == SampleForm::Sequence || shape.form == SampleForm::Tokens) && oneAnswer(target);
}

bool pixels(const SampleShape& shape, TargetForm target)
{
    return shape.form == SampleForm::Image && target == TargetForm::PixelClass;
}

bool itself(const SampleShape& shape, TargetForm target)
{
    return shape.form != SampleForm::Tokens && target == TargetForm::Itself;
}

bool texts(const SampleShape& shape, TargetForm target)
{
    return (shape.form == SampleForm::Tokens || shape.form == SampleForm::Vector) && oneAnswer(target);
}

bool nextTokens(const SampleShape& shape, TargetForm target)
{
    return shape.form == SampleForm::Tokens && target == TargetForm::NextToken;
}

constexpr std::array kModels{
    ModelEntry{"mlp", "Multilayer perceptron", &vectors, &buildMlp},
    ModelEntry{"cnn", "Convolutional network", &images, &buildCnn},
    ModelEntry{"lstm", "LSTM", &sequences, &buildRecurrent},
    ModelEntry{"gru", "GRU", &sequences, &buildRecurrent},
    ModelEntry{"segmenter", "Segmentation network", &pixels, &buildSegmenter},
    ModelEntry{"autoencoder", "Autoencoder", &itself, &buildAutoencoder},
    ModelEntry{"text_mlp", "Perceptron for texts", &texts, &buildTextMlp},
    ModelEntry{"char_lstm", "Character LSTM", &nextTokens, &buildCharLstm},
};

/// Where several models fit, the one made for the form of the data.
ModelKind preferred(const SampleShape& shape, TargetForm target)
{
    if (target == TargetForm::PixelClass)
        return ModelKind::Segmenter;
    if (target == TargetForm::Itself)
        return ModelKind::Autoencoder;
    if (target == TargetForm::NextToken)
        return ModelKind::CharLstm;
    switch (shape.form) {
    case SampleForm::Vector:
        return shape.vocabulary > 0 ? ModelKind::TextMlp : ModelKind::Mlp;
    case SampleForm::Image:
        return ModelKind::Cnn;
    case SampleForm::Sequence:
        return ModelKind::Lstm;
    case SampleForm::Tokens:
        return ModelKind::TextMlp;
    }
    return ModelKind::Mlp;
}

} // namespace

std::span<const ModelEntry> modelRegistry()
{
    return kModels;
}

std::vector<ModelKind> modelsFor(const SampleShape& shape, TargetForm target)
{
    std::vector<ModelKind> models;
    for (std::size_t i = 0; i < kModels.size(); ++i) {
        const auto kind = static_cast<ModelKind>(i);
        const bool tableAsText =
            kind == ModelKind::TextMlp && shape.form == SampleForm::Vector && shape.vocabulary == 0;
        if (kModels[i].fits(shape, target) && !tableAsText)
            models.push_back(kind);
    }
    const auto first = std::find(models.begin(), models.end(), preferred(shape, target));
    if (first != models.end())
        std::rotate(models.begin(), first, first + 1);
    return models;
}

bool isTimeMajor(ModelKind model)
{
    return model == ModelKind::Lstm || model == ModelKind::Gru || model == ModelKind::CharLstm;
}

} // namespace tunescope
