// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/export/scripts/python_text.h"
#include "core/export/scripts/schedule_text.h"
#include "core/export/scripts/scripts.h"
#include "core/nn/initializers.h"

#include <utility>

namespace tunescope {
namespace {

constexpr std::string_view kImports = R"py(
import argparse
import csv
import json
import math
import pathlib

import keras
import numpy as np
from keras import layers
)py";

constexpr std::string_view kBuild = R"py(

def build():
    start = @START@
    penalty = @PENALTY@
    model = keras.Sequential([
        keras.Input(shape=(@SHAPE@)),
@LAYERS@    ])
    optimizer = @OPTIMIZER@
@EXCLUDE@    model.compile(optimizer=optimizer, loss=@LOSS@)
    return model
)py";

constexpr std::string_view kTrain = R"py(

class Watch(keras.callbacks.Callback):
    """Sets the learning rate of every step, prints the metrics of every epoch, and keeps the best weights."""

    def __init__(self, x, y, steps):
        super().__init__()
        self.x, self.y, self.steps, self.epoch = x, y, steps, 1
        self.best, self.best_weights, self.mark, self.waited = None, None, None, 0
@PLATEAU_START@
    def on_train_batch_begin(self, step, logs=None):
        epoch, steps = self.epoch, self.steps
        self.model.optimizer.learning_rate = @RATE@

    def on_epoch_end(self, epoch, logs=None):
        self.epoch = epoch + 2  # of the next one, counted from 1
        output = self.model.predict(self.x, batch_size=512, verbose=0)
@SCORE@        print(f"epoch {epoch + 1:3d}  " + "  ".join(f"{k} {v:.4f}" for k, v in metrics.items()))
@PLATEAU_STEP@        if self.best is None or is_better(metrics[METRIC], self.best[METRIC]):
            self.best, self.best_weights = dict(metrics, epoch=epoch + 1), self.model.get_weights()
@PATIENCE@

def train(seed, x_train, y_train, x_validation, y_validation):
    """Returns the model with the weights of the best epoch, and its metrics on the validation part."""
    keras.utils.set_random_seed(seed)
@MOVE@    model = build()
    watch = Watch(x_validation, y_validation, math.ceil(len(x_train) / @BATCH@))
    model.fit(x_train, @Y@, batch_size=@BATCH@, epochs=@EPOCHS@, shuffle=True, verbose=0,
              @CLASS_WEIGHT@callbacks=[watch])
    model.set_weights(watch.best_weights)
    return model, watch.best
)py";

constexpr std::string_view kClassScore = R"py(        shifted = output - output.max(1, keepdims=True)
        log_chances = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
        loss = -log_chances[np.arange(len(self.y)), self.y].mean()
        metrics = scores(self.y, output.argmax(1), loss)
)py";
constexpr std::string_view kValueScore =
    R"py(        metrics = scores(self.y, output[:, 0], np.mean((output[:, 0] - self.y) ** 2))
)py";

constexpr std::string_view kPlateau = R"py(        if metrics["loss"] < self.plateau_best:
            self.plateau_best, self.plateau_waited = metrics["loss"], 0
        else:
            self.plateau_waited += 1
            if self.plateau_waited >= @STEP@:
                self.plateau_factor, self.plateau_waited = self.plateau_factor * @GAMMA@, 0
)py";

std::string number(std::int64_t value)
{
    return std::to_string(value);
}

std::string startText(const TrainingConfig& config)
{
    const bool recurrent = config.model == ModelKind::Lstm || config.model == ModelKind::Gru;
    switch (resolvedInitializer(config.init, recurrent ? Activation::Tanh : config.activation)) {
    case Initializer::Auto:
    case Initializer::Zeros:
        return "\"zeros\"";
    case Initializer::NormalSmall:
        return "keras.initializers.RandomNormal(stddev=0.01)";
    case Initializer::NormalLarge:
        return "keras.initializers.RandomNormal(stddev=1.0)";
    case Initializer::Xavier:
        return "\"glorot_uniform\"";
    case Initializer::He:
        return "\"he_normal\"";
    case Initializer::Lecun:
        return "\"lecun_normal\"";
    case Initializer::Orthogonal:
        return "\"orthogonal\"";
    case Initializer::UniformFanIn:
        return "keras.initializers.VarianceScaling(scale=1 / 3, mode=\"fan_in\", distribution=\"uniform\")";
    }
    return {};
}

std::string activationText(Activation activation)
{
    if (activation == Activation::LeakyRelu)
        return "layers.LeakyReLU(negative_slope=0.01)";
    return std::string("layers.Activation(\"") + std::string(kindName(activation, activationNames())) + "\")";
}

std::string optimizerText(const TrainingConfig& config)
{
    std::string common = std::string("learning_rate=") + numberText(config.learningRate);
    if (config.weightDecay > 0.0)
        common += std::string(", weight_decay=") + numberText(config.weightDecay);
    if (config.gradientClip > 0.0)
        common += std::string(", global_clipnorm=") + numberText(config.gradientClip);
    const std::string betas = std::string(", beta_1=") + numberText(config.beta1) +
                              ", beta_2=" + numberText(config.beta2) + ", epsilon=1e-8)";
    switch (config.optimizer) {
    case OptimizerKind::Sgd:
        return std::string("keras.optimizers.SGD(") + common + ", momentum=" + numberText(config.momentum) +
               (config.nesterov ? ", nesterov=True)" : ")");
    case OptimizerKind::RmsProp:
        return std::string("keras.optimizers.RMSprop(") + common +
               ", rho=0.99, momentum=" + numberText(config.momentum) + ", epsilon=1e-8)";
    case OptimizerKind::Adagrad:
        return std::string("keras.optimizers.Adagrad(") + common +
               ", initial_accumulator_value=0.0, epsilon=1e-10)";
    case OptimizerKind::Adam:
    case OptimizerKind::AdamW:
        return std::string("keras.optimizers.Adam(") + common + betas; // Its weight_decay is decoupled.
    case OptimizerKind::Nadam:
        return std::string("keras.optimizers.Nadam(") + common + betas;
    }
    return {};
}

std::int64_t outputsOf(const ScriptSource& source)
{
    return source.classNames.empty() ? 1 : std::ssize(source.classNames);
}

/// The options that every layer with weights has.
constexpr std::string_view kWeights = "kernel_initializer=start, kernel_regularizer=penalty";

std::string line(const std::string& layers)
{
    return std::string("        ") + layers + ",\n";
}

std::string dense(std::int64_t units)
{
    return std::string("layers.Dense(") + number(units) + ", " + std::string(kWeights) + ")";
}

std::string between(const TrainingConfig& config)
{
    std::string text;
    if (config.normalization == Normalization::Batch)
        text += ", layers.BatchNormalization(momentum=0.9, epsilon=1e-5)";
    if (config.normalization == Normalization::Layer)
        text += ", layers.LayerNormalization(epsilon=1e-5)";
    return text + ", " + activationText(config.activation);
}

std::string dropoutText(const TrainingConfig& config)
{
    return config.dropout > 0.0 ? std::string(", layers.Dropout(") + numberText(config.dropout) + ")" : "";
}

std::string mlpLayers(const ScriptSource& source)
{
    std::string text;
    for (const std::int64_t units : source.config.hidden)
        text += line(dense(units) + between(source.config) + dropoutText(source.config));
    return text + line(dense(outputsOf(source)));
}

std::string cnnLayers(const ScriptSource& source)
{
    const TrainingConfig& config = source.config;
    std::int64_t height = source.shape.height, width = source.shape.width, filters = config.filters;
    std::string text;
    for (std::size_t layer = 0; layer < config.hidden.size(); ++layer) {
        std::string block = std::string("layers.Conv2D(") + number(filters) + ", " +
                            number(config.kernelSize) + ", padding=\"same\", " + std::string(kWeights) + ")" +
                            between(config);
        if (height >= 2 && width >= 2) {
            block += ", layers.MaxPooling2D(2)";
            height /= 2;
            width /= 2;
            filters *= 2;
        }
        text += line(block);
    }
    text += line("layers.Flatten()");
    if (!config.hidden.empty())
        text += line(dense(config.hidden.back()) + ", " + activationText(config.activation) +
                     dropoutText(config));
    return text + line(dense(outputsOf(source)));
}

std::string recurrentLayers(const ScriptSource& source)
{
    const TrainingConfig& config = source.config;
    std::string text;
    for (std::size_t i = 0; i < config.hidden.size(); ++i) {
        const bool last = i + 1 == config.hidden.size();
        text += line(std::string(config.model == ModelKind::Gru ? "layers.GRU(" : "layers.LSTM(") +
                     number(config.hidden[i]) + ", return_sequences=" + (last ? "False" : "True") +
                     ", recurrent_initializer=start, " + std::string(kWeights) + ")" + dropoutText(config));
    }
    if (config.hidden.empty())
        text += line("layers.Lambda(lambda x: x[:, -1])");
    return text + line(dense(outputsOf(source)));
}

std::string inputShape(const ScriptSource& source)
{
    const SampleShape& s = source.shape;
    if (s.form == SampleForm::Image)
        return number(s.height) + ", " + number(s.width) + ", " + number(s.channels);
    if (s.form == SampleForm::Sequence)
        return number(s.steps) + ", " + number(s.features);
    std::int64_t width = s.size();
    if (source.form != ScriptForm::Table)
        return number(width) + ",";
    return "WIDTH,"; // One-hot columns are counted by load().
}

std::string lossText(const ScriptSource& source)
{
    if (source.classNames.empty())
        return "\"mean_squared_error\"";
    if (source.config.labelSmoothing > 0.0)
        return "keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=" +
               numberText(source.config.labelSmoothing) + ")";
    return "keras.losses.SparseCategoricalCrossentropy(from_logits=True)";
}

std::string buildText(const ScriptSource& source)
{
    const TrainingConfig& config = source.config;
    std::string layers;
    if (config.noiseStd > 0.0)
        layers += line(std::string("layers.GaussianNoise(") + numberText(config.noiseStd) + ")");
    layers += config.model == ModelKind::Mlp   ? mlpLayers(source)
              : config.model == ModelKind::Cnn ? cnnLayers(source)
                                               : recurrentLayers(source);
    const bool penalty = config.l1 > 0.0 || config.l2 > 0.0;
    return filled(
        kBuild, {{"START", startText(config)},
                 {"PENALTY", penalty ? std::string("keras.regularizers.L1L2(l1=") + numberText(config.l1) +
                                           ", l2=" + numberText(config.l2 / 2.0) + ")"
                                     : "None"},
                 {"SHAPE", inputShape(source)},
                 {"LAYERS", layers},
                 {"OPTIMIZER", optimizerText(config)},
                 {"EXCLUDE",
                  config.weightDecay > 0.0
                      ? "    optimizer.exclude_from_weight_decay(var_names=[\"bias\", \"gamma\", \"beta\"])\n"
                      : ""},
                 {"LOSS", lossText(source)}});
}

std::string trainText(const ScriptSource& source, ScheduleText schedule)
{
    const TrainingConfig& config = source.config;
    const bool classes = !source.classNames.empty();
    const bool plateau = config.schedule == Schedule::Plateau;
    if (plateau)
        schedule.rate = "learning_rate(epoch, step, steps) * self.plateau_factor";
    std::string y = "y_train";
    if (classes && config.labelSmoothing > 0.0)
        y = "keras.utils.to_categorical(y_train, len(CLASSES))";
    const std::string balanced = "class_weight={k: len(y_train) / (len(CLASSES) * max(1, np.sum(y_train == "
                                 "k))) for k in range(len(CLASSES))},\n"
                                 "              ";
    std::string move =
        source.shape.form == SampleForm::Image
            ? "    x_train, x_validation = (np.moveaxis(x, 1, -1) for x in (x_train, x_validation))\n"
            : "";
    if (source.form == ScriptForm::Table)
        move += "    global WIDTH\n    WIDTH = x_train.shape[1]\n";
    return filled(
        kTrain,
        {{"PLATEAU_START",
          plateau ? "        self.plateau_best, self.plateau_waited, self.plateau_factor = math.inf, 0, 1.0\n"
                  : ""},
         {"RATE", schedule.rate},
         {"SCORE", std::string(classes ? kClassScore : kValueScore)},
         {"PLATEAU_STEP", plateau ? filled(kPlateau, {{"STEP", std::to_string(config.scheduleStep)},
                                                      {"GAMMA", numberText(config.scheduleGamma)}})
                                  : ""},
         {"PATIENCE", pythonPatience(source, "self.", "self.model.stop_training = True")},
         {"MOVE", move},
         {"BATCH", number(config.batchSize)},
         {"Y", y},
         {"EPOCHS", std::to_string(config.epochs)},
         {"CLASS_WEIGHT", classes && config.classWeight == ClassWeight::Balanced ? balanced : ""}});
}

} // namespace

Result<std::string> printKerasScript(const ScriptSource& source, const ScriptFiles& files)
{
    switch (source.config.model) {
    case ModelKind::Mlp:
    case ModelKind::Cnn:
    case ModelKind::Lstm:
    case ModelKind::Gru:
        break;
    default:
        return fail(ErrorCode::ScriptModel,
                    {{"library", "Keras"}, {"model", kindName(source.config.model, modelNames())}});
    }
    std::vector<std::string> notes;
    if (source.config.init == Initializer::He || source.config.init == Initializer::Auto)
        notes.push_back("Keras draws he_normal from a normal distribution that is cut at two deviations.");
    ScriptSource plain = source; // The validation part is all that Watch looks at.
    if (std::exchange(plain.hasStopping, false))
        notes.push_back("the study chose the best epoch on rows set aside from the training part. They are left\n"
                        "out here and the validation part chooses, which flatters a little.");
    const ScheduleText schedule = scheduleText(source.config);
    std::string text = pythonHead(source, files, "Keras", notes);
    text += kImports;
    text += pythonData(plain, files);
    text += pythonScores(source);
    text += schedule.function;
    text += buildText(source);
    text += trainText(source, schedule);
    text += pythonMain(source, {.data = "load()", .seedBits = 31});
    return text;
}

} // namespace tunescope
