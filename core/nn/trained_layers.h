// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tunescope {

class Network;

/// One tensor of a trained network in plain layout.
struct TrainedTensor {
    std::string name; ///< "weight"; the names are those of the layer's own parameters.
    std::int64_t rows = 0;
    std::int64_t columns = 1;
    std::vector<float> values; ///< [rows, columns]; of convolutions [O, I * k * k].
};

/// One layer as it predicts.
struct TrainedLayer {
    std::string kind; ///< Layer::name(): "dense", "relu", "lstm" ...
    std::vector<TrainedTensor> tensors;
    std::int64_t kernel = 1;   ///< Convolutions: taps a side,
    std::int64_t dilation = 1; ///< and how far apart.

    /// Null if the layer has no such tensor.
    [[nodiscard]] const TrainedTensor* find(const std::string& name) const;
};

/// The layers in order, with the weights as they are now; those that only reorder memory or only act in
/// training are in it too.
[[nodiscard]] std::vector<TrainedLayer> trainedLayers(const Network& network);

} // namespace tunescope
