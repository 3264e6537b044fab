// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rng.h"
#include "core/training/trainer.h"

#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace tunescope {

/// One small network of each kind with the shape of its data.
struct NetworkCase {
    const char* name;
    TrainingConfig config;
    SampleShape shape;
    TargetForm target;
    Task task;
};

inline constexpr std::int64_t kCaseClasses = 5;
inline constexpr std::int64_t kCaseSymbols = 11;

inline TrainingConfig caseConfig(ModelKind model, std::vector<std::int64_t> hidden)
{
    TrainingConfig config;
    config.model = model;
    config.hidden = std::move(hidden);
    config.filters = 6;
    config.embedding = 6;
    config.batchSize = 16;
    config.epochs = 3;
    config.learningRate = 0.01;
    config.metric = "loss";
    return config;
}

inline SampleShape imageShape(std::int64_t channels, std::int64_t size)
{
    return {.form = SampleForm::Image, .channels = channels, .height = size, .width = size};
}

inline SampleShape tokenShape(std::int64_t steps)
{
    return {.form = SampleForm::Tokens, .steps = steps, .vocabulary = kCaseSymbols};
}

inline std::vector<NetworkCase> networkCases()
{
    const SampleShape sequence{.form = SampleForm::Sequence, .features = 5, .steps = 7};
    const SampleShape vector{.features = 12};
    std::vector<NetworkCase> cases{
        {"cnn", caseConfig(ModelKind::Cnn, {16, 16}), imageShape(1, 10), TargetForm::OneClass,
         Task::Classification},
        {"cnn, gelu", caseConfig(ModelKind::Cnn, {16, 16}), imageShape(1, 10), TargetForm::OneClass,
         Task::Classification},
        {"cnn, sigmoid", caseConfig(ModelKind::Cnn, {16, 16}), imageShape(1, 10), TargetForm::OneClass,
         Task::Classification},
        {"cnn, batch norm", caseConfig(ModelKind::Cnn, {16}), imageShape(2, 10), TargetForm::OneClass,
         Task::Classification},
        {"segmenter", caseConfig(ModelKind::Segmenter, {64, 64, 64}), imageShape(1, 8),
         TargetForm::PixelClass, Task::Segmentation},
        {"lstm", caseConfig(ModelKind::Lstm, {12}), sequence, TargetForm::OneClass, Task::Classification},
        {"lstm, 3 layers, value", caseConfig(ModelKind::Lstm, {12, 12, 12}), sequence, TargetForm::OneValue,
         Task::Regression},
        {"gru, 2 layers", caseConfig(ModelKind::Gru, {12, 12}), sequence, TargetForm::OneClass,
         Task::Classification},
        {"gru of tokens", caseConfig(ModelKind::Gru, {12}), tokenShape(7), TargetForm::OneClass,
         Task::Classification},
        {"char_lstm", caseConfig(ModelKind::CharLstm, {12}), tokenShape(8), TargetForm::NextToken,
         Task::TextGeneration},
        {"char_lstm, 2 layers", caseConfig(ModelKind::CharLstm, {12, 12}), tokenShape(8),
         TargetForm::NextToken, Task::TextGeneration},
        {"autoencoder", caseConfig(ModelKind::Autoencoder, {8, 4, 8}), vector, TargetForm::Itself,
         Task::AnomalyDetection},
        {"text_mlp", caseConfig(ModelKind::TextMlp, {12}), tokenShape(7), TargetForm::OneClass,
         Task::Classification},
        {"lstm, one number a step",
         caseConfig(ModelKind::Lstm, {12}),
         {.form = SampleForm::Sequence, .features = 1, .steps = 40},
         TargetForm::OneClass,
         Task::Classification},
        {"mlp", caseConfig(ModelKind::Mlp, {16, 12}), vector, TargetForm::OneClass, Task::Classification},
        {"cnn, layer norm, moved", caseConfig(ModelKind::Cnn, {16}), imageShape(2, 10), TargetForm::OneClass,
         Task::Classification},
        {"segmenter, layer norm, moved", caseConfig(ModelKind::Segmenter, {64, 64}), imageShape(3, 8),
         TargetForm::PixelClass, Task::Segmentation},
    };
    cases[1].config.activation = Activation::Gelu;
    cases[2].config.activation = Activation::Sigmoid;
    cases[3].config.normalization = Normalization::Batch;
    cases[11].config.activation = Activation::Tanh;
    for (const std::size_t moved : {15, 16}) {
        cases[moved].config.normalization = Normalization::Layer;
        cases[moved].config.augment = Augmentation::ShiftMirror;
    }
    return cases;
}

/// Data of that shape without numbers yet.
inline PreparedData emptyData(const NetworkCase& network)
{
    PreparedData data;
    data.task = network.task;
    data.shape = network.shape;
    data.target = network.target;
    std::int64_t classes = network.target == TargetForm::OneValue ? 0 : kCaseClasses;
    if (network.target == TargetForm::NextToken)
        classes = kCaseSymbols;
    if (network.target == TargetForm::Itself)
        classes = 2;
    for (std::int64_t c = 0; c < classes; ++c)
        data.classNames.push_back(std::to_string(c));
    return data;
}

/// Random samples whose label can be read off them.
inline DataPart randomPart(const PreparedData& data, std::int64_t rows, std::uint64_t key)
{
    DataPart part;
    Rng rng(Purpose::Generator, 13, {key});
    const std::int64_t size = data.shape.size();
    const bool tokens = data.shape.form == SampleForm::Tokens;
    if (!tokens)
        part.inputs = Tensor({rows, size});
    for (std::int64_t r = 0; r < rows; ++r) {
        double sum = 0.0;
        for (std::int64_t i = 0; i < size; ++i) {
            if (tokens) {
                part.tokens.push_back(static_cast<std::int32_t>(rng.below(kCaseSymbols)));
                sum += part.tokens.back();
            } else {
                part.inputs.row(r)[static_cast<std::size_t>(i)] = static_cast<float>(rng.normal());
                sum += std::abs(static_cast<double>(part.inputs.row(r)[static_cast<std::size_t>(i)]));
            }
        }
        const auto classes = static_cast<std::int32_t>(data.classNames.size());
        for (std::int64_t l = 0; l < data.labelsPerSample() && classes > 0; ++l)
            part.trueClass.push_back((static_cast<std::int32_t>(sum) + static_cast<std::int32_t>(l)) %
                                     classes);
        if (classes == 0) {
            part.trueValue.push_back(static_cast<float>(sum));
            part.scaledValue.push_back(static_cast<float>(sum / 10.0 - 2.0));
        }
        part.rows.push_back(r);
    }
    return part;
}

inline std::shared_ptr<PreparedData> randomData(const NetworkCase& network, std::int64_t trainRows = 70,
                                                std::int64_t validationRows = 21)
{
    auto data = std::make_shared<PreparedData>(emptyData(network));
    data->targetOffset = 20.0;
    data->targetScale = 10.0;
    data->train = randomPart(*data, trainRows, 1);
    data->validation = randomPart(*data, validationRows, 2);
    return data;
}

} // namespace tunescope
