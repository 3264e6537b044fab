// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layer_registry.h"

#include "core/nn/layers/activation_layer.h"
#include "core/nn/layers/batch_norm_layer.h"
#include "core/nn/layers/channel_mask_layer.h"
#include "core/nn/layers/conv_layer.h"
#include "core/nn/layers/dense_layer.h"
#include "core/nn/layers/dropout_layer.h"
#include "core/nn/layers/image_layer_norm_layer.h"
#include "core/nn/layers/image_norm_layer.h"
#include "core/nn/layers/image_order_layers.h"
#include "core/nn/layers/layer_norm_layer.h"
#include "core/nn/layers/max_pool_layer.h"
#include "core/nn/layers/recurrent_layer.h"
#include "core/nn/layers/sequence_layers.h"

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

template <ConvSource Source>
std::unique_ptr<Layer> makeConv(const KernelTable& kernels, const LayerOptions& options)
{
    const ConvShape shape{options.image, options.outputs, options.kernel, options.dilation};
    return std::make_unique<ConvLayer>(kernels, shape, Source, options.inputGradient);
}

template <class ImageLayer>
std::unique_ptr<Layer> makeForImages(const KernelTable& kernels, const LayerOptions& options)
{
    return std::make_unique<ImageLayer>(kernels, options.image);
}

enum class RecurrentInput { Numbers, Tokens };

template <RecurrentCell Cell, RecurrentInput Input>
std::unique_ptr<Layer> makeRecurrent(const KernelTable& kernels, const LayerOptions& options)
{
    const RecurrentShape shape{.cell = Cell,
                               .steps = options.steps,
                               .inputs = options.inputs,
                               .units = options.outputs,
                               .vocabulary = Input == RecurrentInput::Tokens ? options.vocabulary : 0};
    return std::make_unique<RecurrentLayer>(kernels, shape, options.inputGradient);
}

std::unique_ptr<Layer> makeLastStep(const KernelTable& kernels, const LayerOptions& options)
{
    return std::make_unique<LastStepLayer>(kernels, options.steps, options.inputs);
}

std::unique_ptr<Layer> makeEmbeddingMean(const KernelTable& kernels, const LayerOptions& options)
{
    return std::make_unique<EmbeddingMeanLayer>(kernels, options.steps, options.vocabulary, options.outputs);
}

using enum RecurrentCell;
using enum RecurrentInput;

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
    LayerEntry{"conv", "Convolution", &makeConv<ConvSource::Blocked>},
    LayerEntry{"first_conv", "Convolution of the picture itself", &makeConv<ConvSource::Plain>},
    LayerEntry{"pool", "Maximum pooling", &makeForImages<MaxPoolLayer>},
    LayerEntry{"image_batch", "Batch normalisation of images", &makeForImages<ImageNormLayer>},
    LayerEntry{"image_layer", "Layer normalisation of images", &makeForImages<ImageLayerNormLayer>},
    LayerEntry{"channel_mask", "Unused channels", &makeForImages<ChannelMaskLayer>},
    LayerEntry{"block_image", "Channels side by side", &makeForImages<BlockImageLayer>},
    LayerEntry{"pixel_rows", "A row a pixel", &makeForImages<PixelRowsLayer>},
    LayerEntry{"lstm", "LSTM", &makeRecurrent<Lstm, Numbers>},
    LayerEntry{"token_lstm", "LSTM of tokens", &makeRecurrent<Lstm, Tokens>},
    LayerEntry{"gru", "GRU", &makeRecurrent<Gru, Numbers>},
    LayerEntry{"token_gru", "GRU of tokens", &makeRecurrent<Gru, Tokens>},
    LayerEntry{"last_step", "Last step", &makeLastStep},
    LayerEntry{"embedding_mean", "Mean of embeddings", &makeEmbeddingMean},
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
