// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/preprocessing.h"
#include "core/metrics/metric_registry.h"
#include "core/nn/kinds.h"
#include "core/training/augmentation.h"
#include "core/tensor/sample_shape.h"
#include "core/space/search_space.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tunescope {

/// Every setting of one trial, resolved: what was not given has its default.
struct TrainingConfig {
    Task task = Task::Classification;
    ModelKind model = ModelKind::Mlp;
    std::vector<std::int64_t> hidden = {64, 64}; ///< See NetworkSpec::hidden; empty = linear model.
    std::int64_t filters = 16;                   ///< Of the first convolution.
    std::int64_t kernelSize = 3;
    std::int64_t embedding = 32; ///< Width of a token's vector.
    int sequenceLength = 32;     ///< Symbols of a sample of running text.
    Activation activation = Activation::Relu;
    Initializer init = Initializer::Auto;
    OptimizerKind optimizer = OptimizerKind::Adam;
    double learningRate = 1e-3;
    double momentum = 0.0;
    bool nesterov = false;
    double beta1 = 0.9;
    double beta2 = 0.999;
    Schedule schedule = Schedule::Constant;
    int warmupEpochs = 0;
    double scheduleGamma = 0.5;
    int scheduleStep = 10;
    std::int64_t batchSize = 32;
    int epochs = 20;
    int patience = 0;
    double minDelta = 0.0;
    double dropout = 0.0;
    double l1 = 0.0;
    double l2 = 0.0;
    double weightDecay = 0.0;
    Normalization normalization = Normalization::None;
    double gradientClip = 0.0; ///< Largest global norm; 0 = off.
    double labelSmoothing = 0.0;
    ClassWeight classWeight = ClassWeight::None;
    double noiseStd = 0.0;
    Augmentation augment = Augmentation::None;
    PreprocessingConfig preprocessing;
    std::string metric = "accuracy"; ///< What patience watches and the best epoch is chosen by.
};

/// Fills defaults, checks every value, and rejects unknown names with the nearest known one.
/// Settings that need another one (momentum with Adam) are an error: only active settings may be given.
[[nodiscard]] Result<TrainingConfig> resolveTrainingConfig(const ParamSet& params, Task task,
                                                           std::string metric);

/// The settings with `model` filled in for such data: the first of modelsFor(). Errors: UnavailableModel
/// where another one is given or none fits.
[[nodiscard]] Result<ParamSet> withModel(ParamSet params, const SampleShape& shape, TargetForm target);

/// Whether these settings may train on such data: UnavailableModel otherwise, naming the models that may.
[[nodiscard]] Result<void> checkModel(ModelKind model, const SampleShape& shape, TargetForm target);

/// Drops the settings that are known but have no effect beside the others (momentum beside adam); keeps
/// everything else, unknown names and bad values included, for resolveTrainingConfig() to judge.
[[nodiscard]] ParamSet activeSettings(const ParamSet& params, Task task = Task::Classification);

/// The configuration as flat settings with the names of the protocol page: exactly the active ones.
[[nodiscard]] ParamSet resolvedParams(const TrainingConfig& config);

/// Every setting that exists, with the widest range it can take, its default and its conditions: what the
/// search-space editor offers and what resolveTrainingConfig() checks against.
[[nodiscard]] const std::vector<ParamSpec>& trainingParams();

} // namespace tunescope
