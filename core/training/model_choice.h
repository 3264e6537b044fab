// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/training/training_config.h"

#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// The form in which a model reads the samples of a data set; nothing if it cannot.
[[nodiscard]] std::optional<SampleForm> formFor(ModelKind model, const Dataset& dataset);

/// The models that can read a data set, the one that suits it best first: mlp for a table, cnn for pictures,
/// lstm for sequences, text_mlp for texts with a class, char_lstm for running text, segmenter for masks,
/// autoencoder for anomalies.
[[nodiscard]] std::vector<ModelKind> modelsFor(const Dataset& dataset);

/// resolveTrainingConfig() for a data set: fills in the model and how the samples are read. Errors: likewise,
/// and UnavailableModel.
[[nodiscard]] Result<TrainingConfig> trainingConfigFor(const ParamSet& params, const Dataset& dataset,
                                                       std::string metric);

/// The settings with the data set's first model, if they name none and it is not mlp, the general default.
[[nodiscard]] ParamSet withDefaultModel(ParamSet params, const Dataset& dataset);

/// activeSettings() beside that model.
[[nodiscard]] ParamSet activeFor(const ParamSet& params, const Dataset& dataset);

} // namespace tunescope
