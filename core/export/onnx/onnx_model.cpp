// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/onnx/onnx_model.h"

#include "core/export/onnx/onnx_graph.h"
#include "core/export/onnx/onnx_parts.h"

namespace tunescope {
namespace {

constexpr std::int64_t kOnnxFloat = 1;   // TensorProto.FLOAT
constexpr std::int64_t kOnnxDouble = 11; // TensorProto.DOUBLE

/// In the target's units, with the program's own precision.
void addValue(OnnxGraph& graph, const TrainedNetwork& network, const std::string& output)
{
    const std::string flat =
        graph.node("Squeeze", {output, graph.constant(std::vector<std::int64_t>{1}, {1})});
    const std::string precise = graph.node("Cast", {flat}, {{"to", kOnnxDouble}});
    const std::string scaled =
        graph.node("Mul", {precise, graph.constant(std::vector<double>{network.targetScale}, {})});
    const std::string moved =
        graph.node("Add", {scaled, graph.constant(std::vector<double>{network.targetOffset}, {})});
    graph.output("value", graph.node("Cast", {moved}, {{"to", kOnnxFloat}}), OnnxType::Float, {-1});
}

void addScore(OnnxGraph& graph, const TrainedNetwork& network, const std::string& inputs,
              const std::string& output)
{
    const std::string error = graph.node("Sub", {output, inputs});
    const std::string score = graph.node("ReduceMean", {graph.node("Mul", {error, error})},
                                         {{"axes", OnnxSizes{1}}, {"keepdims", std::int64_t{0}}});
    const std::string threshold = graph.scalar(static_cast<float>(network.threshold));
    graph.output("score", score, OnnxType::Float, {-1});
    graph.output("anomaly", graph.node("Greater", {score, threshold}), OnnxType::Bool, {-1});
}

void addClasses(OnnxGraph& graph, const TrainedNetwork& network, std::int64_t classes,
                const std::string& output)
{
    const bool pixels = network.target == TargetForm::PixelClass;
    OnnxSizes sizes{-1, classes};
    OnnxSizes labels{-1};
    if (pixels) {
        sizes.insert(sizes.end(), {network.shape.height, network.shape.width});
        labels.insert(labels.end(), {network.shape.height, network.shape.width});
    } else if (network.target == TargetForm::NextToken) {
        sizes = {-1, network.shape.steps, classes};
        labels.push_back(network.shape.steps);
    }
    const std::int64_t axis = pixels ? 1 : -1;
    const std::string probabilities = graph.node("Softmax", {output}, {{"axis", axis}});
    graph.output("probabilities", probabilities, OnnxType::Float, sizes);
    graph.output("label",
                 graph.node("ArgMax", {probabilities}, {{"axis", axis}, {"keepdims", std::int64_t{0}}}),
                 OnnxType::Int64, labels);
}

} // namespace

Result<std::string> printOnnx(const TrainedTrial& trained, const Dataset& dataset)
{
    const TrainedNetwork& network = trained.network;
    const std::string model(kindName(network.model, modelNames()));
    OnnxGraph graph(model, "Trial " + std::to_string(trained.trial) + " of a Tunescope study on " +
                               dataset.name + ", weights of epoch " + std::to_string(trained.epoch) +
                               ". Takes rows as they are in the data: preprocessing is part of the model.");
    const std::string inputs = addPreprocessing(graph, trained, dataset);
    const std::string output = addNetwork(graph, network, inputs);
    const std::vector<std::string>& classNames = trained.preprocessor.classNames;
    if (network.target == TargetForm::OneValue) {
        addValue(graph, network, output);
    } else if (network.target == TargetForm::Itself) {
        addScore(graph, network, inputs, output);
    } else {
        addClasses(graph, network, std::ssize(classNames), output);
        graph.metadata("classes", jsonList(classNames));
    }
    graph.metadata("target", dataset.target.name);
    std::optional<std::string> bytes = graph.bytes();
    if (!bytes)
        return fail(ErrorCode::OnnxTooLarge, {{"trial", trained.trial}});
    return std::move(*bytes);
}

} // namespace tunescope
