// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/export/onnx/onnx_graph.h"
#include "core/study/trained_trial.h"

#include <string>
#include <vector>

namespace tunescope {

/// ["a","b"], as the metadata have names.
[[nodiscard]] std::string jsonList(const std::vector<std::string>& texts);

/// The inputs of the model and everything that preprocessing does to them; returns what the network reads,
/// samples first: [N, F], [N, C, H, W], [N, T, F], or tokens [N, T].
///
/// Tables: "features" [N, columns], every number column in the file's order (not-a-number = missing), and one
/// input of texts [N, 1] for each category column, named like it ("" = missing). Pictures: "images"; other
/// values: "sequences", "values"; bags of words: "counts" of the metadata's terms; texts: "tokens".
[[nodiscard]] std::string addPreprocessing(OnnxGraph& graph, const TrainedTrial& trained,
                                           const Dataset& dataset);

/// The layers; returns their output, samples first: [N, K], of pixels [N, K, H, W], of steps [N, T, K].
[[nodiscard]] std::string addNetwork(OnnxGraph& graph, const TrainedNetwork& network,
                                     const std::string& inputs);

} // namespace tunescope
