// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/models/layer_stack.h"

namespace tunescope {

/// For each hidden layer dense, normalisation, activation, dropout; then a dense output layer.
void buildMlp(const NetworkSpec& spec, LayerStack& stack);

/// For each layer convolution, normalisation, 2 x 2 maximum pooling while the image is at least 2 x 2, and
/// activation; filters double after every pooling. Then one hidden dense layer, as wide as the last of
/// `hidden`, dropout, and the output layer. Pooling comes before an activation that never falls: the result
/// is the same and costs a quarter.
void buildCnn(const NetworkSpec& spec, LayerStack& stack);

/// Convolutions that keep the size, with dilations 1, 2, 4 ... up to the middle and back down; then a 1 x 1
/// convolution to one number for each class and pixel, [N, H * W, K].
void buildSegmenter(const NetworkSpec& spec, LayerStack& stack);

/// LSTM or GRU layers with dropout after each, the last step, and a dense output layer. Tokens get an
/// embedding.
void buildRecurrent(const NetworkSpec& spec, LayerStack& stack);

/// An embedding, LSTM layers with dropout after each, and a dense layer to the next token of every step,
/// [T, N, K].
void buildCharLstm(const NetworkSpec& spec, LayerStack& stack);

/// The mean of the tokens' embeddings (of bags of words: the vector as it is), then an mlp.
void buildTextMlp(const NetworkSpec& spec, LayerStack& stack);

/// An mlp back to its own inputs, without an activation at the end.
void buildAutoencoder(const NetworkSpec& spec, LayerStack& stack);

} // namespace tunescope
