// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/trained_layers.h"

#include "core/nn/layers/conv_layer.h"
#include "core/nn/network.h"

#include <algorithm>

namespace tunescope {

const TrainedTensor* TrainedLayer::find(const std::string& name) const
{
    const auto found = std::find_if(tensors.begin(), tensors.end(),
                                    [&](const TrainedTensor& tensor) { return tensor.name == name; });
    return found == tensors.end() ? nullptr : &*found;
}

std::vector<TrainedLayer> trainedLayers(const Network& network)
{
    std::vector<TrainedLayer> layers;
    const ParameterBuffers& buffers = network.buffers();
    for (const std::unique_ptr<Layer>& layer : network.layers()) {
        TrainedLayer trained{.kind = std::string(layer->name())};
        if (const auto* conv = dynamic_cast<const ConvLayer*>(layer.get())) {
            trained.kernel = conv->shape().kernel;
            trained.dilation = conv->shape().dilation;
        }
        for (std::size_t i = 0; i < layer->parameters().size(); ++i) {
            const Parameter& parameter = layer->parameters()[i];
            TrainedTensor tensor{parameter.name, parameter.rows, parameter.columns, {}};
            tensor.values.resize(static_cast<std::size_t>(parameter.count()));
            const float* all = isTrained(parameter.role) ? buffers.values : buffers.statistics;
            layer->unpack(i, all + parameter.offset, tensor.values.data());
            trained.tensors.push_back(std::move(tensor));
        }
        layers.push_back(std::move(trained));
    }
    return layers;
}

} // namespace tunescope
