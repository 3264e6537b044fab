// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/export/scripts/python_text.h"
#include "core/export/scripts/pytorch_network.h"
#include "core/export/scripts/schedule_text.h"
#include "core/export/scripts/scripts.h"
#include "core/nn/initializers.h"

namespace tunescope {
namespace {

constexpr std::string_view kImports = R"py(
import argparse
import copy
import csv
import json
import math
import pathlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional
)py";

constexpr std::string_view kStart = R"py(

def fill(weight):
    """Starting values of one weight matrix."""
    @FILL@


@torch.no_grad()
def start(module):
    """Starting values of one layer, as the program sets them."""
    if isinstance(module, (nn.Linear, nn.Conv2d)):
        fill(module.weight)
        @ZERO_BIAS@
    elif isinstance(module, (nn.LSTM, nn.GRU)):
        for name, values in module.named_parameters():
            if "bias" in name:
                values.zero_()
                continue
            for gate in values.chunk(@GATES@):
                fill(gate)
        if isinstance(module, nn.LSTM):  # the forget gate starts open
            module.bias_ih_l0[module.hidden_size : 2 * module.hidden_size] = 1
)py";

constexpr std::string_view kTrain = R"py(

def losses(output, y, reduction="mean"):
    @LOSS@


@torch.no_grad()
def evaluate(model, x, y):
    model.eval()
    output = torch.cat([model(part) for part in x.split(512)])
    loss = @EVALUATE_LOSS@
    return scores(y.numpy(), @PREDICTED@, loss)


def train(seed, x_train, y_train, x_validation, y_validation):
    """Returns the weights of the best epoch and its metrics on the validation part."""
    torch.manual_seed(seed)
    model = build()
    model.apply(start)
@SETUP@    optimizer = @OPTIMIZER@
    steps = @STEPS@
    best, best_weights = None, None
@PLATEAU_START@    for epoch in range(1, @EPOCHS@ + 1):
        model.train()
        batches = torch.randperm(len(x_train)).split(@BATCH@)@MERGE@
        for step, rows in enumerate(batches):
            rate = @RATE@
            for group in optimizer.param_groups:
                group["lr"] = rate
            inputs = x_train[rows]@NOISE@
            loss = losses(model(inputs), y_train[rows])
@PENALTY@            optimizer.zero_grad()
            loss.backward()
@CLIP@@DECAY@            optimizer.step()
        metrics = evaluate(model, x_validation, y_validation)
        print(f"epoch {epoch:3d}  " + "  ".join(f"{k} {v:.4f}" for k, v in metrics.items()))
        if not math.isfinite(metrics["loss"]):
            raise SystemExit("the loss is no longer a number: this run diverged")
@PLATEAU_STEP@        if best is None or is_better(metrics[METRIC], best[METRIC]):
            best, best_weights = dict(metrics, epoch=epoch), copy.deepcopy(model.state_dict())
@PATIENCE@    model.load_state_dict(best_weights)
    return model, best
)py";

std::string fillText(const TrainingConfig& config)
{
    const bool recurrent = config.model == ModelKind::Lstm || config.model == ModelKind::Gru;
    switch (resolvedInitializer(config.init, recurrent ? Activation::Tanh : config.activation)) {
    case Initializer::Auto:
    case Initializer::Zeros:
        return "nn.init.zeros_(weight)";
    case Initializer::NormalSmall:
        return "nn.init.normal_(weight, std=0.01)";
    case Initializer::NormalLarge:
        return "nn.init.normal_(weight, std=1.0)";
    case Initializer::Xavier:
        return "nn.init.xavier_uniform_(weight)";
    case Initializer::He:
        return "nn.init.kaiming_normal_(weight, nonlinearity=\"relu\")";
    case Initializer::Lecun:
        return "nn.init.kaiming_normal_(weight, nonlinearity=\"linear\")";
    case Initializer::Orthogonal:
        return "nn.init.orthogonal_(weight)";
    case Initializer::UniformFanIn:
        return "pass  # PyTorch's own";
    }
    return {};
}

std::string startText(const TrainingConfig& config)
{
    const bool own = config.init == Initializer::UniformFanIn;
    return filled(kStart, {{"FILL", fillText(config)},
                           {"ZERO_BIAS", own ? "pass  # biases likewise" : "module.bias.zero_()"},
                           {"GATES", config.model == ModelKind::Gru ? "3" : "4"}});
}

std::string optimizerText(const TrainingConfig& config)
{
    const std::string rate = std::string("model.parameters(), lr=") + numberText(config.learningRate);
    const std::string betas =
        std::string(", betas=(") + numberText(config.beta1) + ", " + numberText(config.beta2) + "))";
    switch (config.optimizer) {
    case OptimizerKind::Sgd:
        return std::string("torch.optim.SGD(") + rate + ", momentum=" + numberText(config.momentum) +
               (config.nesterov && config.momentum > 0.0 ? ", nesterov=True)" : ")");
    case OptimizerKind::RmsProp:
        return std::string("torch.optim.RMSprop(") + rate + ", momentum=" + numberText(config.momentum) + ")";
    case OptimizerKind::Adagrad:
        return std::string("torch.optim.Adagrad(") + rate + ")";
    case OptimizerKind::Adam:
    case OptimizerKind::AdamW:
        return std::string("torch.optim.Adam(") + rate + betas; // Decay follows, for both.
    case OptimizerKind::Nadam:
        return std::string("torch.optim.NAdam(") + rate + betas;
    }
    return {};
}

std::string penaltyText(const TrainingConfig& config)
{
    std::string text;
    if (config.l1 > 0.0)
        text += std::string("            loss = loss + ") + numberText(config.l1) +
                " * sum(w.abs().sum() for w in weights)\n";
    if (config.l2 > 0.0)
        text += std::string("            loss = loss + ") + numberText(config.l2 / 2.0) +
                " * sum((w**2).sum() for w in weights)\n";
    return text;
}

std::string setupText(const TrainingConfig& config, bool classes)
{
    std::string text;
    if (config.l1 > 0.0 || config.l2 > 0.0 || config.weightDecay > 0.0)
        text += "    weights = [p for n, p in model.named_parameters() if p.dim() > 1]  # biases are left "
                "alone\n";
    if (classes && config.classWeight == ClassWeight::Balanced) {
        text += "    counts = torch.bincount(y_train, minlength=len(CLASSES)).float()\n"
                "    global CLASS_WEIGHTS\n"
                "    CLASS_WEIGHTS = len(y_train) / (len(CLASSES) * counts.clamp(min=1))\n";
    }
    return text;
}

std::string lossText(const ScriptSource& source)
{
    const TrainingConfig& config = source.config;
    if (source.classNames.empty())
        return "return functional.mse_loss(output[:, 0], y)";
    std::string text = "return functional.cross_entropy(output, y";
    if (config.classWeight == ClassWeight::Balanced)
        text += ", weight=CLASS_WEIGHTS";
    if (config.labelSmoothing > 0.0)
        text += std::string(", label_smoothing=") + numberText(config.labelSmoothing);
    return text + ")";
}

std::string trainText(const ScriptSource& source)
{
    const TrainingConfig& config = source.config;
    const bool classes = !source.classNames.empty();
    const bool batchNorm = config.normalization == Normalization::Batch;
    const ScheduleText schedule = scheduleText(config);
    return filled(
        kTrain,
        {{"LOSS", lossText(source)},
         {"EVALUATE_LOSS",
          classes ? "functional.cross_entropy(output, y)" : "functional.mse_loss(output[:, 0], y)"},
         {"PREDICTED", classes ? "output.argmax(1).numpy()" : "output[:, 0].numpy()"},
         {"SETUP", setupText(config, classes) + (config.patience > 0 ? "    mark, waited = None, 0\n" : "")},
         {"OPTIMIZER", optimizerText(config)},
         {"STEPS", std::string("math.ceil(len(x_train) / ") + std::to_string(config.batchSize) + ")"},
         {"PLATEAU_START", schedule.before},
         {"EPOCHS", std::to_string(config.epochs)},
         {"BATCH", std::to_string(config.batchSize)},
         {"MERGE", batchNorm
                       ? "\n        if len(batches) > 1 and len(batches[-1]) == 1:  # one row has no spread\n"
                         "            batches = batches[:-2] + (torch.cat(batches[-2:]),)"
                       : ""},
         {"RATE", schedule.rate},
         {"NOISE", config.noiseStd > 0.0 ? std::string("\n            inputs = inputs + ") +
                                               numberText(config.noiseStd) + " * torch.randn_like(inputs)"
                                         : ""},
         {"PENALTY", penaltyText(config)},
         {"CLIP", config.gradientClip > 0.0 ? "            nn.utils.clip_grad_norm_(model.parameters(), " +
                                                  numberText(config.gradientClip) + ")\n"
                                            : ""},
         {"DECAY", config.weightDecay > 0.0 ? "            with torch.no_grad():  # decoupled weight decay\n"
                                              "                for w in weights:\n"
                                              "                    w.mul_(1 - rate * " +
                                                  numberText(config.weightDecay) + ")\n"
                                            : ""},
         {"PLATEAU_STEP", schedule.after},
         {"PATIENCE", pythonPatience(source)}});
}

} // namespace

Result<std::string> printPytorchScript(const ScriptSource& source, const ScriptFiles& files)
{
    const std::optional<std::string> network = pytorchNetwork(source);
    if (!network)
        return fail(ErrorCode::ScriptModel,
                    {{"library", "PyTorch"}, {"model", kindName(source.config.model, modelNames())}});
    std::string text = pythonHead(source, files, "PyTorch", {});
    text += kImports;
    text += pythonData(source, files);
    text += pythonScores(source);
    text += *network;
    text += startText(source.config);
    text += scheduleText(source.config).function;
    const std::string train = trainText(source);
    text += source.hasStopping
                ? withStopping(train, "        metrics = evaluate(model, x_validation, y_validation)\n")
                : train;
    text += pythonMain(source, {.data = "[torch.from_numpy(part) for part in load()]", .seedBits = 63});
    return text;
}

} // namespace tunescope
