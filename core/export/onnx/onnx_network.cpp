// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/onnx/onnx_parts.h"

#include "core/nn/kinds.h"

#include <cmath>

namespace tunescope {
namespace {

constexpr float kOnnxEpsilon = 1e-5F; ///< Of all normalisations.

/// Writes layer after layer and knows the shape of what is between them.
class NetworkWriter
{
public:
    NetworkWriter(OnnxGraph& graph, const TrainedNetwork& network, std::string inputs)
        : m_graph(graph)
        , m_value(std::move(inputs))
        , m_form(network.shape.form)
        , m_channels(network.shape.channels)
    {
        const bool recurrent = network.model == ModelKind::Lstm || network.model == ModelKind::Gru ||
                               network.model == ModelKind::CharLstm;
        if (recurrent) // Steps come first between recurrent layers.
            swapSteps();
    }

    void write(const TrainedLayer& layer);

    /// Samples first, whatever the last layer left.
    [[nodiscard]] std::string finish()
    {
        if (m_stepsFirst)
            swapSteps();
        return m_value;
    }

private:
    [[nodiscard]] std::string tensor(const TrainedLayer& layer, const std::string& name, OnnxSizes sizes = {})
    {
        const TrainedTensor& found = *layer.find(name);
        if (sizes.empty())
            sizes = name.ends_with("weight") || name == "embedding" ? OnnxSizes{found.rows, found.columns}
                                                                    : OnnxSizes{found.rows};
        return m_graph.constant(found.values, sizes);
    }

    void swapSteps()
    {
        const OnnxSizes order =
            m_form == SampleForm::Tokens && !m_embedded ? OnnxSizes{1, 0} : OnnxSizes{1, 0, 2};
        m_value = m_graph.node("Transpose", {m_value}, {{"perm", order}});
        m_stepsFirst = !m_stepsFirst;
    }

    void dense(const TrainedLayer& layer);
    void convolve(const TrainedLayer& layer);
    void recur(const TrainedLayer& layer);
    void embed(const TrainedLayer& layer);
    void activate(Activation activation);
    void normalizeBatch(const TrainedLayer& layer);
    void normalizeSample(const TrainedLayer& layer, const OnnxSizes& axes, const OnnxSizes& sizes);

    OnnxGraph& m_graph;
    std::string m_value;
    SampleForm m_form; ///< Of the value: an image until a dense layer reads it.
    std::int64_t m_channels;
    bool m_stepsFirst = false;
    bool m_embedded = false;
};

void NetworkWriter::dense(const TrainedLayer& layer)
{
    if (m_form == SampleForm::Image) {
        m_value = m_graph.node("Flatten", {m_value});
        m_form = SampleForm::Vector;
    }
    if (!m_stepsFirst) {
        m_value = m_graph.node("Gemm", {m_value, tensor(layer, "weight"), tensor(layer, "bias")},
                               {{"transB", std::int64_t{1}}});
        return;
    }
    const std::string turned =
        m_graph.node("Transpose", {tensor(layer, "weight")}, {{"perm", OnnxSizes{1, 0}}});
    m_value = m_graph.node("Add", {m_graph.node("MatMul", {m_value, turned}), tensor(layer, "bias")});
}

void NetworkWriter::convolve(const TrainedLayer& layer)
{
    const std::int64_t outputs = layer.find("weight")->rows;
    const std::int64_t pad = layer.dilation * (layer.kernel - 1) / 2;
    const std::string weight = tensor(layer, "weight", {outputs, m_channels, layer.kernel, layer.kernel});
    m_value = m_graph.node("Conv", {m_value, weight, tensor(layer, "bias")},
                           {{"kernel_shape", OnnxSizes{layer.kernel, layer.kernel}},
                            {"dilations", OnnxSizes{layer.dilation, layer.dilation}},
                            {"pads", OnnxSizes{pad, pad, pad, pad}}});
    m_channels = outputs;
}

void NetworkWriter::embed(const TrainedLayer& layer)
{
    m_value = m_graph.node("Gather", {tensor(layer, "embedding"), m_value});
    m_embedded = true;
}

/// The gates of a tensor [G * H, columns] in ONNX's order.
std::vector<float> inGateOrder(const TrainedTensor& tensor, const std::vector<std::size_t>& order)
{
    const std::size_t block = tensor.values.size() / order.size();
    std::vector<float> sorted;
    for (const std::size_t gate : order) {
        const auto first = tensor.values.begin() + static_cast<std::ptrdiff_t>(gate * block);
        sorted.insert(sorted.end(), first, first + static_cast<std::ptrdiff_t>(block));
    }
    return sorted;
}

void NetworkWriter::recur(const TrainedLayer& layer)
{
    if (layer.find("embedding") != nullptr)
        embed(layer);
    // Ours: i, f, g, o and r, z, n; ONNX: i, o, f, c and z, r, h.
    const bool isLstm = layer.kind == "lstm";
    const std::vector<std::size_t> order =
        isLstm ? std::vector<std::size_t>{0, 3, 1, 2} : std::vector<std::size_t>{1, 0, 2};
    const TrainedTensor& input = *layer.find("input_weight");
    const TrainedTensor& hidden = *layer.find("hidden_weight");
    const std::int64_t units = hidden.columns;
    std::vector<float> bias = inGateOrder(*layer.find("input_bias"), order);
    const std::vector<float> hiddenBias = inGateOrder(*layer.find("hidden_bias"), order);
    bias.insert(bias.end(), hiddenBias.begin(), hiddenBias.end());
    OnnxAttributes attributes{{"hidden_size", units}};
    if (!isLstm)
        attributes.push_back({"linear_before_reset", std::int64_t{1}});
    m_value =
        m_graph.node(isLstm ? "LSTM" : "GRU",
                     {m_value, m_graph.constant(inGateOrder(input, order), {1, input.rows, input.columns}),
                      m_graph.constant(inGateOrder(hidden, order), {1, hidden.rows, units}),
                      m_graph.constant(bias, {1, std::ssize(bias)})},
                     attributes);
    // [T, directions, N, H]
    m_value = m_graph.node("Squeeze", {m_value, m_graph.constant(std::vector<std::int64_t>{1}, {1})});
}

void NetworkWriter::activate(Activation activation)
{
    switch (activation) {
    case Activation::Sigmoid:
        m_value = m_graph.node("Sigmoid", {m_value});
        return;
    case Activation::Tanh:
        m_value = m_graph.node("Tanh", {m_value});
        return;
    case Activation::Relu:
        m_value = m_graph.node("Relu", {m_value});
        return;
    case Activation::LeakyRelu:
        m_value = m_graph.node("LeakyRelu", {m_value}, {{"alpha", 0.01F}});
        return;
    case Activation::Elu:
        m_value = m_graph.node("Elu", {m_value}, {{"alpha", 1.0F}});
        return;
    case Activation::Silu:
        m_value = m_graph.node("Mul", {m_value, m_graph.node("Sigmoid", {m_value})});
        return;
    case Activation::Gelu:
        break;
    }
    // x / 2 * (1 + erf(x / sqrt(2)))
    const std::string scaled =
        m_graph.node("Mul", {m_value, m_graph.scalar(static_cast<float>(std::sqrt(0.5)))});
    const std::string raised = m_graph.node("Add", {m_graph.node("Erf", {scaled}), m_graph.scalar(1.0F)});
    const std::string half = m_graph.node("Mul", {m_value, m_graph.scalar(0.5F)});
    m_value = m_graph.node("Mul", {half, raised});
}

void NetworkWriter::normalizeBatch(const TrainedLayer& layer)
{
    m_value = m_graph.node("BatchNormalization",
                           {m_value, tensor(layer, "scale"), tensor(layer, "shift"),
                            tensor(layer, "running_mean"), tensor(layer, "running_variance")},
                           {{"epsilon", kOnnxEpsilon}});
}

/// Of each sample over `axes`; scale and shift have `sizes`. (LayerNormalization is newer than this opset.)
void NetworkWriter::normalizeSample(const TrainedLayer& layer, const OnnxSizes& axes, const OnnxSizes& sizes)
{
    const auto mean = [&](const std::string& value) {
        return m_graph.node("ReduceMean", {value}, {{"axes", axes}, {"keepdims", std::int64_t{1}}});
    };
    const std::string centred = m_graph.node("Sub", {m_value, mean(m_value)});
    const std::string variance = mean(m_graph.node("Mul", {centred, centred}));
    const std::string deviation =
        m_graph.node("Sqrt", {m_graph.node("Add", {variance, m_graph.scalar(kOnnxEpsilon)})});
    const std::string normal = m_graph.node("Div", {centred, deviation});
    m_value = m_graph.node(
        "Add", {m_graph.node("Mul", {normal, tensor(layer, "scale", sizes)}), tensor(layer, "shift", sizes)});
}

void NetworkWriter::write(const TrainedLayer& layer)
{
    if (const auto activation = kindOf<Activation>(layer.kind, activationNames())) {
        activate(*activation);
    } else if (layer.kind == "dense") {
        dense(layer);
    } else if (layer.kind == "conv") {
        convolve(layer);
    } else if (layer.kind == "pool") {
        m_value = m_graph.node("MaxPool", {m_value},
                               {{"kernel_shape", OnnxSizes{2, 2}}, {"strides", OnnxSizes{2, 2}}});
    } else if (layer.kind == "batch" || layer.kind == "image_batch") {
        normalizeBatch(layer);
    } else if (layer.kind == "layer") {
        normalizeSample(layer, {-1}, {layer.find("scale")->rows});
    } else if (layer.kind == "image_layer") {
        normalizeSample(layer, {1, 2, 3}, {m_channels, 1, 1});
    } else if (layer.kind == "lstm" || layer.kind == "gru") {
        recur(layer);
    } else if (layer.kind == "last_step") {
        m_value = m_graph.node("Gather", {m_value, m_graph.constant(std::vector<std::int64_t>{-1}, {})});
        m_stepsFirst = false;
    } else if (layer.kind == "embedding_mean") {
        embed(layer);
        m_value =
            m_graph.node("ReduceMean", {m_value}, {{"axes", OnnxSizes{1}}, {"keepdims", std::int64_t{0}}});
    }
    // dropout acts in training only; block_image, pixel_rows and channel_mask are about memory.
}

} // namespace

std::string addNetwork(OnnxGraph& graph, const TrainedNetwork& network, const std::string& inputs)
{
    NetworkWriter writer(graph, network, inputs);
    for (const TrainedLayer& layer : network.layers)
        writer.write(layer);
    return writer.finish();
}

} // namespace tunescope
