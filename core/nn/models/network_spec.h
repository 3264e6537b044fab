// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/kinds.h"
#include "core/tensor/sample_shape.h"

#include <cstdint>
#include <vector>

namespace tunescope {

/// What network to build, for what kind of samples.
struct NetworkSpec {
    std::int64_t inputs = 0; ///< Numbers of one sample; of models for vectors.
    /// Units of each hidden layer: of mlp, text_mlp and autoencoder all of them; of lstm, gru and char_lstm
    /// the recurrent ones; of cnn and segmenter as many convolutions, where the last number is the width of
    /// cnn's dense layer.
    std::vector<std::int64_t> hidden = {};
    std::int64_t outputs = 0; ///< Of one row: classes K, 1 for a number, all inputs for an autoencoder.
    Activation activation = Activation::Relu;
    Normalization normalization = Normalization::None;
    double dropout = 0.0;
    ModelKind model = ModelKind::Mlp;
    SampleShape shape = {}; ///< Models for images, sequences and tokens.
    std::int64_t filters = 16;
    std::int64_t kernelSize = 3;
    std::int64_t embedding = 32;
};

} // namespace tunescope
