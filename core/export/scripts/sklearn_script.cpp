// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/export/scripts/python_text.h"
#include "core/export/scripts/scripts.h"

namespace tunescope {
namespace {

constexpr std::string_view kImports = R"py(
import argparse
import copy
import csv
import json
import pathlib
import warnings

import numpy as np
@LOSS_IMPORT@from sklearn.neural_network import @CLASS@
)py";

constexpr std::string_view kTrain = R"py(

LACKS = @LACKS@


def build(seed):
    return @CLASS@(
        hidden_layer_sizes=(@HIDDEN@),
        activation="@ACTIVATION@",
        solver="@SOLVER@",
@SOLVER_OPTIONS@        alpha=@ALPHA@,  # divided by the batch size inside
        batch_size=min(@BATCH@, @ROWS@),
        learning_rate_init=@RATE@,
        random_state=seed,
    )


def train(seed, x_train, y_train, x_validation, y_validation):
    """Returns the model of the best epoch and its metrics on the validation part."""
    model = build(seed)
    best, best_model = None, None
@MARK@    for epoch in range(1, @EPOCHS@ + 1):
        model.partial_fit(@FIT@)
@SCORE@        print(f"epoch {epoch:3d}  " + "  ".join(f"{k} {v:.4f}" for k, v in metrics.items()))
        if best is None or is_better(metrics[METRIC], best[METRIC]):
            best, best_model = dict(metrics, epoch=epoch), copy.deepcopy(model)
@PATIENCE@    return best_model, best
)py";

constexpr std::string_view kClassScore = R"py(        chances = model.predict_proba(x_validation)
        loss = log_loss(y_validation, chances, labels=range(len(CLASSES)))
        metrics = scores(y_validation, chances.argmax(1), loss)
)py";
constexpr std::string_view kValueScore = R"py(        predicted = model.predict(x_validation)
        metrics = scores(y_validation, predicted, np.mean((predicted - y_validation) ** 2))
)py";

/// scikit-learn's name, or nothing where it lacks the function.
std::optional<std::string> activationName(Activation activation)
{
    switch (activation) {
    case Activation::Sigmoid:
        return "logistic";
    case Activation::Tanh:
        return "tanh";
    case Activation::Relu:
        return "relu";
    default:
        return std::nullopt;
    }
}

/// What MLPClassifier and MLPRegressor (1.2 to 1.7) cannot do.
std::vector<std::string> lackingSettings(const TrainingConfig& config)
{
    std::vector<std::string> lacks;
    const auto name = [](auto kind, auto names) { return std::string(kindName(kind, names)); };
    if (!activationName(config.activation))
        lacks.push_back(std::string("activation ") + name(config.activation, activationNames()) +
                        " (relu instead)");
    if (config.optimizer != OptimizerKind::Sgd && config.optimizer != OptimizerKind::Adam)
        lacks.push_back(std::string("optimizer ") + name(config.optimizer, optimizerNames()) +
                        " (adam instead)");
    if (config.normalization != Normalization::None)
        lacks.push_back(std::string("normalization ") + name(config.normalization, normalizationNames()));
    if (config.schedule != Schedule::Constant || config.warmupEpochs > 0)
        lacks.push_back(std::string("schedule ") + name(config.schedule, scheduleNames()));
    if (config.classWeight == ClassWeight::Balanced)
        lacks.push_back("class_weight balanced");
    lacks.push_back(std::string("init ") + name(config.init, initializerNames()) +
                    " (Glorot's uniform instead)");
    const std::pair<const char*, double> numbers[] = {{"dropout", config.dropout},
                                                      {"l1", config.l1},
                                                      {"weight_decay", config.weightDecay},
                                                      {"gradient_clip", config.gradientClip},
                                                      {"label_smoothing", config.labelSmoothing},
                                                      {"noise_std", config.noiseStd}};
    for (const auto& [setting, value] : numbers) {
        if (value > 0.0)
            lacks.push_back(std::string(setting) + " " + numberText(value));
    }
    return lacks;
}

std::string solverOptions(const TrainingConfig& config)
{
    if (config.optimizer == OptimizerKind::Sgd)
        return std::string("        momentum=") + numberText(config.momentum) +
               ",\n        nesterovs_momentum=" + (config.nesterov ? "True" : "False") + ",\n";
    return std::string("        beta_1=") + numberText(config.beta1) +
           ",\n        beta_2=" + numberText(config.beta2) + ",\n";
}

std::string hiddenText(const TrainingConfig& config)
{
    std::string text;
    for (const std::int64_t units : config.hidden)
        text += std::to_string(units) + ", ";
    return text;
}

} // namespace

Result<std::string> printSklearnScript(const ScriptSource& source, const ScriptFiles& files)
{
    const TrainingConfig& config = source.config;
    if (config.model != ModelKind::Mlp)
        return fail(ErrorCode::ScriptModel,
                    {{"library", "scikit-learn"}, {"model", kindName(config.model, modelNames())}});
    const bool classes = !source.classNames.empty();
    const std::string name = classes ? "MLPClassifier" : "MLPRegressor";
    const std::vector<std::string> lacks = lackingSettings(config);
    std::string text = pythonHead(source, files, "scikit-learn", lacks);
    text += filled(kImports, {{"CLASS", name},
                              {"LOSS_IMPORT", classes ? "from sklearn.metrics import log_loss\n" : ""}});
    text += pythonData(source, files);
    text += pythonScores(source);
    const std::string score(classes ? kClassScore : kValueScore);
    std::string train = filled(kTrain,
                   {{"LACKS", pythonList(lacks)},
                    {"CLASS", name},
                    {"HIDDEN", hiddenText(config)},
                    {"ACTIVATION", activationName(config.activation).value_or("relu")},
                    {"SOLVER", config.optimizer == OptimizerKind::Sgd ? "sgd" : "adam"},
                    {"SOLVER_OPTIONS", solverOptions(config)},
                    {"ALPHA", numberText(config.l2 * static_cast<double>(config.batchSize))},
                    {"BATCH", std::to_string(config.batchSize)},
                    {"ROWS", std::to_string(source.trainRows)},
                    {"RATE", numberText(config.learningRate)},
                    {"EPOCHS", std::to_string(config.epochs)},
                    {"MARK", config.patience > 0 ? "    mark, waited = None, 0\n" : ""},
                    {"FIT", classes ? "x_train, y_train, classes=range(len(CLASSES))" : "x_train, y_train"},
                    {"SCORE", score},
                    {"PATIENCE", pythonPatience(source)}});
    text += source.hasStopping ? withStopping(std::move(train), score) : train;
    const std::string warn = "    for setting in LACKS:\n        warnings.warn(f\"" + name +
                             " has no such setting: {setting}\")\n";
    text += pythonMain(source, {.first = warn, .data = "load()", .seedBits = 32});
    return text;
}

} // namespace tunescope
