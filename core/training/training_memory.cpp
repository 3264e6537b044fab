// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_memory.h"

#include "core/nn/kernels/kernels.h"
#include "core/nn/memory_plan.h"
#include "core/nn/network.h"
#include "core/training/batch_layout.h"
#include "core/training/trainer.h"
#include "core/training/training_engine.h"

#include <algorithm>

namespace tunescope {
namespace {

constexpr double kBuffersPerWeight =
    6.0; // values, gradients, two optimizer states, best values, values before the last step
constexpr double kFixedBytes = 2.0e6; // primitives and their code

double asDouble(std::int64_t count)
{
    return static_cast<double>(count);
}

/// Stored layouts fill up rows.
double storedFloats(const Parameter& parameter)
{
    if (!isDecayed(parameter.role))
        return asDouble(paddedCount(std::max(parameter.rows, parameter.stored)));
    const bool narrow = std::min(parameter.rows, parameter.columns) <= 16;
    const double rows = narrow ? asDouble(parameter.rows) : asDouble(paddedCount(parameter.rows));
    return std::max(rows * asDouble(parameter.columns), asDouble(parameter.stored));
}

/// Numbers a sample that a layer keeps besides its output, while training and when evaluating.
double keptFloats(const Layer& layer, double& trainOnly)
{
    const double width = asDouble(layer.outputs());
    if (layer.name() == "lstm")
        return 6.0 * width; // gates, cells, squashed cells
    if (layer.name() == "gru")
        return 6.0 * width;
    if (layer.name() == "batch" || layer.name() == "layer" || layer.name() == "dropout")
        trainOnly += width;
    return 0.0;
}

std::int64_t labelsOf(const DataSizes& data)
{
    if (data.target == TargetForm::PixelClass)
        return data.shape.height * data.shape.width;
    return data.target == TargetForm::NextToken ? data.shape.steps : 1;
}

double arenaBytes(const TrainingConfig& config, const DataSizes& data)
{
    const Network network(networkSpec(data, config), bestKernels());
    const std::int64_t batch = std::min(config.batchSize, std::max<std::int64_t>(data.trainRows, 1));
    const std::int64_t evaluated =
        evaluationRows(data.validationRows, mostEvaluationRows(network, config.model));
    double weights = 0.0;
    double perRow = asDouble(network.layers().front()->inputs());
    double perTrainRow = 0.0;
    for (const auto& layer : network.layers()) {
        for (const Parameter& parameter : layer->parameters())
            weights += storedFloats(parameter);
        if (layer->place() == ForwardPlace::OwnBuffer)
            perRow += asDouble(layer->outputs());
        perRow += keptFloats(*layer, perTrainRow);
    }
    const double widest = asDouble(network.widestDiff());
    const double largest = asDouble(std::max(batch, evaluated));
    const double outputs = asDouble(labelsOf(data) * data.outputs);
    return 4.0 * (kBuffersPerWeight * weights + largest * (perRow + outputs) +
                  asDouble(batch) * (2.0 * widest + perTrainRow)) +
           kFixedBytes;
}

/// Of one sample's forward pass, a multiply-add as two; what is done for each number alone counts as one.
std::int64_t flopsOf(const Layer& layer)
{
    constexpr std::int64_t kPerUnit = 10; // of a recurrent cell besides its products and sums
    const std::vector<Parameter>& all = layer.parameters();
    std::int64_t products = 0;
    for (const Parameter& parameter : all)
        products += parameter.role == ParameterRole::Weight ? parameter.count() : 0;
    if (layer.name() == "dense") // once for each step
        return (2 * products + all[1].count()) * (layer.outputs() / all[1].count());
    if (layer.name() == "conv") // once for each pixel; the stored biases are as many as a pixel has channels
        return (2 * products + all[1].count()) * (layer.outputs() / all[1].stored);
    if (layer.name() == "lstm" || layer.name() == "gru") {
        const Parameter& hidden = all[all.size() - 3]; // before the two biases
        const std::int64_t units = hidden.columns;
        return (2 * products + 2 * hidden.rows + kPerUnit * units) * (layer.outputs() / units);
    }
    return layer.outputs();
}

} // namespace

std::int64_t predictionFlops(const Network& network)
{
    std::int64_t total = 0;
    for (const auto& layer : network.layers())
        total += flopsOf(*layer);
    return total;
}

std::int64_t mostEvaluationRows(const Network& network, ModelKind model)
{
    constexpr std::int64_t kMost = 512;
    constexpr std::int64_t kFloats = std::int64_t{1} << 20;
    if (model == ModelKind::Mlp)
        return kMost;
    std::int64_t widest = 1;
    for (const auto& layer : network.layers())
        widest = std::max(widest, layer->outputs());
    return std::clamp<std::int64_t>(kFloats / widest, 8, kMost);
}

std::int64_t expectedWeights(const TrainingConfig& config, const DataSizes& data)
{
    const Network network(networkSpec(data, config), bestKernels());
    std::int64_t total = 0;
    for (const auto& layer : network.layers()) {
        for (const Parameter& parameter : layer->parameters())
            total += isTrained(parameter.role) ? parameter.count() : 0;
    }
    return total;
}

DataSizes sizesOf(const PreparedData& data)
{
    return {.shape = data.shape,
            .target = data.target,
            .outputs = data.outputs(),
            .trainRows = data.train.size(),
            .validationRows = data.validation.size(),
            .stoppingRows = data.stopping.size()};
}

std::uint64_t trainingBytes(const TrainingConfig& config, const DataSizes& data)
{
    const double samples = asDouble(data.trainRows + data.validationRows + data.stoppingRows);
    const bool classes = data.target != TargetForm::OneValue && data.target != TargetForm::Itself;
    const double answers = asDouble(classes ? labelsOf(data) * data.outputs : 2);
    const double inputs = asDouble(data.shape.size() + 2 * labelsOf(data) + 2); // with labels and row numbers
    const double bytes = arenaBytes(config, data) + 4.0 * samples * (answers + inputs);
    constexpr double kLargest = 9.0e18;
    return static_cast<std::uint64_t>(std::min(bytes, kLargest));
}

std::uint64_t bookkeepingBytes(const TrainingConfig& config, const DataSizes& data)
{
    constexpr double kCopies = 3.25; // the old one, the new one and its pieces, the row that the file takes
    const double checkpoint = 16.0 * asDouble(expectedWeights(config, data));
    const double answers = 4.0 * asDouble(data.trainRows) * asDouble(labelsOf(data) * data.outputs);
    return static_cast<std::uint64_t>(std::max(kCopies * checkpoint, checkpoint + answers));
}

} // namespace tunescope
