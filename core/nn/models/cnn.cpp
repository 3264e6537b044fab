// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/activation_layer.h"
#include "core/nn/layers/channel_mask_layer.h"
#include "core/nn/layers/conv_layer.h"
#include "core/nn/layers/image_layer_norm_layer.h"
#include "core/nn/layers/image_norm_layer.h"
#include "core/nn/layers/image_order_layers.h"
#include "core/nn/layers/max_pool_layer.h"
#include "core/nn/models/model_builders.h"

#include <algorithm>

namespace tunescope {
namespace {

constexpr std::int64_t kMostDilation = 8;

bool neverFalls(Activation activation)
{
    return activation != Activation::Gelu && activation != Activation::Silu;
}

/// Puts convolutional blocks together; knows the size and order of the image between them.
class ImageStack
{
public:
    ImageStack(const NetworkSpec& spec, LayerStack& stack)
        : m_spec(spec)
        , m_stack(stack)
        , m_size{spec.shape.channels, spec.shape.height, spec.shape.width}
    {
        if (m_size.channels <= kMostPlainChannels)
            return;
        m_stack.make<BlockImageLayer>(m_size);
        m_source = ConvSource::Blocked;
    }

    void convolve(std::int64_t filters, std::int64_t kernel, std::int64_t dilation)
    {
        const ConvShape shape{m_size, filters, kernel, dilation};
        m_stack.make<ConvLayer>(shape, m_source, m_stack.inputGradient());
        m_size.channels = filters;
        m_source = ConvSource::Blocked;
    }

    void normalize()
    {
        if (m_spec.normalization == Normalization::Batch)
            m_stack.make<ImageNormLayer>(m_size);
        else if (m_spec.normalization == Normalization::Layer)
            m_stack.make<ImageLayerNormLayer>(m_size);
    }

    void dropout() { m_stack.dropout(m_spec.dropout, blockedCount(m_size)); }

    void activate()
    {
        m_stack.make<ActivationLayer>(m_spec.activation, m_size);
        // sigmoid(0) is not 0: the channels that fill up a block would get inputs, and so their weights
        // gradients.
        if (m_spec.activation == Activation::Sigmoid && m_size.channels % channelBlock() != 0)
            m_stack.make<ChannelMaskLayer>(m_size);
    }

    void pool()
    {
        m_stack.make<MaxPoolLayer>(m_size);
        m_size.height /= 2;
        m_size.width /= 2;
    }

    void activateAndPool()
    {
        const bool early = neverFalls(m_spec.activation);
        if (!early)
            activate();
        pool();
        if (early)
            activate();
    }

    [[nodiscard]] const ImageSize& size() const { return m_size; }
    [[nodiscard]] bool canPool() const { return m_size.height >= 2 && m_size.width >= 2; }

private:
    const NetworkSpec& m_spec;
    LayerStack& m_stack;
    ImageSize m_size;
    ConvSource m_source = ConvSource::Plain;
};

} // namespace

void buildCnn(const NetworkSpec& spec, LayerStack& stack)
{
    ImageStack images(spec, stack);
    std::int64_t filters = spec.filters;
    for (std::size_t layer = 0; layer < spec.hidden.size(); ++layer) {
        images.convolve(filters, spec.kernelSize, 1);
        images.normalize();
        if (!images.canPool()) {
            images.activate();
            continue;
        }
        images.activateAndPool();
        filters *= 2;
    }
    const std::int64_t flat = images.size().count();
    const DenseRows blocked{.image = images.size()};
    const bool plain = spec.hidden.empty();
    if (plain)
        return stack.dense(spec.inputs, spec.outputs);
    const std::int64_t units = spec.hidden.back();
    stack.dense(flat, units, blocked);
    stack.make<ActivationLayer>(spec.activation, units);
    stack.dropout(spec.dropout, units);
    stack.dense(units, spec.outputs);
}

void buildSegmenter(const NetworkSpec& spec, LayerStack& stack)
{
    ImageStack images(spec, stack);
    const auto layers = static_cast<std::int64_t>(spec.hidden.size());
    const std::int64_t most =
        std::clamp<std::int64_t>(std::min(spec.shape.height, spec.shape.width) / 4, 1, kMostDilation);
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        const std::int64_t doublings = std::min(layer, layers - layer);
        const std::int64_t dilation = std::min(most, std::int64_t{1} << doublings);
        images.convolve(spec.filters, spec.kernelSize, dilation);
        images.normalize();
        images.activate();
        images.dropout();
    }
    images.convolve(spec.outputs, 1, 1);
    stack.make<PixelRowsLayer>(images.size());
}

} // namespace tunescope
