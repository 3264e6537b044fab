// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/data/sample_shape.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tunescope {

/// One part of a split, ready for a network.
struct DataPart {
    Tensor inputs;                       ///< [N, F], F = SampleShape::size(); empty for tokens.
    std::vector<std::int32_t> tokens;    ///< [N, T] for SampleForm::Tokens; empty otherwise.
    std::vector<std::int32_t> trueClass; ///< [N, L] with L = PreparedData::labelsPerSample(); classification.
    std::vector<float> trueValue;        ///< [N], regression, in the target's own units.
    std::vector<float> scaledValue;      ///< [N], regression: (trueValue - targetOffset) / targetScale.
    std::vector<float> previousValue;    ///< [N], forecasts: the last known value, in the target's own units.
    std::vector<std::int64_t> rows; ///< Data set row of each; for windows of text that of the first symbol.

    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(rows.size()); }
};

/// Training, validation and stopping parts after preprocessing that was fitted on the training part only.
/// Test rows are not in here: only TestVault::open yields them.
struct PreparedData {
    Task task = Task::Classification;
    std::vector<std::string> classNames; ///< Of samples, pixels or symbols; empty for regression.
    SampleShape shape;                   ///< What one sample is.
    TargetForm target = TargetForm::OneClass;
    std::vector<std::string>
        inputNames; ///< [F] of a table, after encoding ("island=Dream"); constant columns are left out.
    DataPart train;
    DataPart validation;
    DataPart stopping;         ///< Rows set aside for early stopping; empty = the validation part stops.
    double targetOffset = 0.0; ///< Regression: predicted = output * targetScale + targetOffset.
    double targetScale = 1.0;

    [[nodiscard]] std::int64_t inputs() const { return shape.size(); }
    /// Labels that one sample has: 1, its pixels, or its steps.
    [[nodiscard]] std::int64_t labelsPerSample() const
    {
        if (target == TargetForm::PixelClass)
            return shape.height * shape.width;
        return target == TargetForm::NextToken ? shape.steps : 1;
    }
    /// Width of the output layer: the number of classes, 1 for regression, the inputs for an autoencoder.
    [[nodiscard]] std::int64_t outputs() const
    {
        if (target == TargetForm::Itself)
            return inputs();
        return target == TargetForm::OneValue ? 1 : static_cast<std::int64_t>(classNames.size());
    }
};

} // namespace tunescope
