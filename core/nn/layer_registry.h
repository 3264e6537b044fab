// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/convolution/image_layout.h"
#include "core/nn/dense_backend.h"
#include "core/nn/layer.h"

#include <memory>
#include <span>
#include <string_view>

namespace tunescope {

struct LayerOptions {
    std::int64_t inputs = 0;
    std::int64_t outputs = 0; ///< Units or channels of layers that change the width.
    double rate = 0.0;        ///< Dropout only.
    std::uint64_t index = 0;  ///< Names the layer's random numbers.
    InputGradient inputGradient = InputGradient::Needed;
    DenseChoice dense = DenseChoice::Auto;
    ImageSize image = {};         ///< Layers for images.
    std::int64_t kernel = 3;      ///< Convolutions.
    std::int64_t dilation = 1;    ///< Convolutions.
    std::int64_t steps = 1;       ///< Layers for sequences.
    std::int64_t vocabulary = 64; ///< Layers for tokens.
};

struct LayerEntry {
    std::string_view
        name; ///< An activation's or normalisation's as in specs, otherwise Layer::name() or nearly so.
    std::string_view title;
    std::unique_ptr<Layer> (*make)(const KernelTable& kernels, const LayerOptions& options);
};

/// All layers. Every one is gradient-checked by tests/nn/tst_layers.cpp.
[[nodiscard]] std::span<const LayerEntry> layerRegistry();

/// The layer of that name; the name must be registered.
[[nodiscard]] std::unique_ptr<Layer> makeLayer(std::string_view name, const KernelTable& kernels,
                                               const LayerOptions& options);

} // namespace tunescope
