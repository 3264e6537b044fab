// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layer_registry.h"

#include "core/nn/layers/activation_layer.h"
#include "core/nn/layers/batch_norm_layer.h"
#include "core/nn/layers/dense_layer.h"
#include "core/nn/layers/dropout_layer.h"
#include "core/nn/layers/layer_norm_layer.h"

#include <array>
#include <cassert>

namespace tunescope {
namespace {

template <Activation Kind>
std::unique_ptr<Layer> makeActivation(const KernelTable& kernels, const LayerOptions& options)
{
    return std::make_unique<ActivationLayer>(kernels, Kind, options.inputs);
}

template <class Norm>
std::unique_ptr<Layer> makeNorm(const KernelTable& kernels, const LayerOptions& options)
{
    return std::make_unique<Norm>(kernels, options.inputs);
}

std::unique_ptr<Layer> makeDense(const KernelTable& kernels, const LayerOptions& options)
{
    return std::make_unique<DenseLayer>(kernels, DenseShape{options.inputs, options.outputs},
                                        options.inputGradient, options.dense);
}

std::unique_ptr<Layer> makeDropout(const KernelTable& kernels, const LayerOptions& options)
{
    return std::make_unique<DropoutLayer>(kernels, options.inputs, options.rate, options.index);
}

constexpr std::array kLayers{
    LayerEntry{"dense", "Dense", &makeDense},
    LayerEntry{"sigmoid", "Sigmoid", &makeActivation<Activation::Sigmoid>},
    LayerEntry{"tanh", "Hyperbolic tangent", &makeActivation<Activation::Tanh>},
    LayerEntry{"relu", "Rectified linear unit", &makeActivation<Activation::Relu>},
    LayerEntry{"leaky_relu", "Leaky rectified linear unit", &makeActivation<Activation::LeakyRelu>},
    LayerEntry{"elu", "Exponential linear unit", &makeActivation<Activation::Elu>},
    LayerEntry{"gelu", "Gaussian error linear unit", &makeActivation<Activation::Gelu>},
    LayerEntry{"silu", "Sigmoid-weighted linear unit", &makeActivation<Activation::Silu>},
    LayerEntry{"batch", "Batch normalisation", &makeNorm<BatchNormLayer>},
    LayerEntry{"layer", "Layer normalisation", &makeNorm<LayerNormLayer>},
    LayerEntry{"dropout", "Dropout", &makeDropout},
};

} // namespace

std::span<const LayerEntry> layerRegistry()
{
    return kLayers;
}

std::unique_ptr<Layer> makeLayer(std::string_view name, const KernelTable& kernels,
                                 const LayerOptions& options)
{
    for (const LayerEntry& entry : kLayers) {
        if (entry.name == name)
            return entry.make(kernels, options);
    }
    assert(false && "the layer is not registered");
    return nullptr;
}

} // namespace tunescope
