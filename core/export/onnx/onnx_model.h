// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/study/trained_trial.h"

#include <string>

namespace tunescope {

/// The trained network with its preprocessing as the bytes of an ONNX model (opset 13; onnx.ai), for programs
/// that only predict. What it takes: onnx_parts.h. What it gives: "probabilities" and "label" (the number of
/// the likeliest class; names in the metadata's "classes"), for regression "value" [N] in the target's units,
/// for anomalies "score" [N] and "anomaly" [N]. `dataset` is the study's. Errors: OnnxTooLarge.
[[nodiscard]] Result<std::string> printOnnx(const TrainedTrial& trained, const Dataset& dataset);

} // namespace tunescope
